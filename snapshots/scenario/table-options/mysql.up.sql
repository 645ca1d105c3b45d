-- change_logs (up)
-- For MySQL 9.7.4. Run with: mysql DATABASE < FILE

SET @altair_sql_mode = @@SESSION.sql_mode;
SET SESSION sql_mode = REPLACE(@@SESSION.sql_mode, 'NO_BACKSLASH_ESCAPES', '');
ALTER TABLE `logs` MODIFY COLUMN `id` bigint NOT NULL AUTO_INCREMENT COMMENT 'never reused';
ALTER TABLE `logs` MODIFY COLUMN `line` varchar(200) NOT NULL COMMENT 'the "line"';
ALTER TABLE `logs` MODIFY COLUMN `level` smallint NOT NULL COMMENT 'new words';
ALTER TABLE `logs` COMMENT='What happened; who''s there? \\ é';
SET SESSION sql_mode = @altair_sql_mode;
