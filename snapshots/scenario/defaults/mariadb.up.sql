-- change_settings (up)
-- For MariaDB 10.11.19. Run with: mariadb DATABASE < FILE

-- Committed in 5 parts. If one fails, those before it stay done: plan again, and the new plan goes on from there.
SET @altair_sql_mode = @@SESSION.sql_mode;
SET SESSION sql_mode = REPLACE(@@SESSION.sql_mode, 'NO_BACKSLASH_ESCAPES', '');
-- Part 1 of 5
ALTER TABLE `settings` ALTER COLUMN `colour` SET DEFAULT 'o''reilly \\ "green"';
-- Part 2 of 5
ALTER TABLE `settings` ALTER COLUMN `size` DROP DEFAULT;
-- Part 3 of 5
ALTER TABLE `settings` ALTER COLUMN `note` SET DEFAULT '';
-- Part 4 of 5
ALTER TABLE `settings` MODIFY COLUMN `made_at` datetime NULL DEFAULT CURRENT_TIMESTAMP;
-- Part 5 of 5
ALTER TABLE `settings` ALTER COLUMN `open` SET DEFAULT 1;
SET SESSION sql_mode = @altair_sql_mode;
