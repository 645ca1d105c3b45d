-- change_logs (up)
-- For MariaDB 10.11.19. Run with: mariadb DATABASE < FILE

SET NAMES utf8mb4;

-- Committed in 4 parts. If one fails, those before it stay done: plan again, and the new plan goes on from there.
SET @altair_sql_mode = @@SESSION.sql_mode;
SET SESSION sql_mode = REPLACE(@@SESSION.sql_mode, 'NO_BACKSLASH_ESCAPES', '');
-- Part 1 of 4
ALTER TABLE `logs` MODIFY COLUMN `id` bigint NOT NULL AUTO_INCREMENT COMMENT 'never reused';
-- Part 2 of 4
ALTER TABLE `logs` MODIFY COLUMN `line` varchar(200) NOT NULL COMMENT 'the "line"';
-- Part 3 of 4
ALTER TABLE `logs` MODIFY COLUMN `level` smallint NOT NULL COMMENT 'new words';
-- Part 4 of 4
ALTER TABLE `logs` COMMENT='What happened; who''s there? \\ é';
SET SESSION sql_mode = @altair_sql_mode;
