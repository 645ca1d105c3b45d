-- change_settings (up)
-- For MySQL 9.7.4. Run with: mysql DATABASE < FILE

SET @altair_sql_mode = @@SESSION.sql_mode;
SET SESSION sql_mode = REPLACE(@@SESSION.sql_mode, 'NO_BACKSLASH_ESCAPES', '');
ALTER TABLE `settings` ALTER COLUMN `colour` SET DEFAULT 'o''reilly \\ "green"';
ALTER TABLE `settings` ALTER COLUMN `size` DROP DEFAULT;
ALTER TABLE `settings` ALTER COLUMN `note` SET DEFAULT '';
ALTER TABLE `settings` MODIFY COLUMN `made_at` datetime NULL DEFAULT CURRENT_TIMESTAMP;
ALTER TABLE `settings` ALTER COLUMN `open` SET DEFAULT 1;
SET SESSION sql_mode = @altair_sql_mode;
