-- change_settings (down)
-- For MySQL 9.7.4. Run with: mysql DATABASE < FILE

ALTER TABLE `settings` ALTER COLUMN `open` SET DEFAULT 0;
ALTER TABLE `settings` ALTER COLUMN `made_at` SET DEFAULT NULL;
ALTER TABLE `settings` ALTER COLUMN `note` DROP DEFAULT;
ALTER TABLE `settings` ALTER COLUMN `size` SET DEFAULT 1;
ALTER TABLE `settings` ALTER COLUMN `colour` SET DEFAULT 'red';
