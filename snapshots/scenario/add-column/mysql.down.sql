-- change_users (down)
-- For MySQL 9.7.4. Run with: mysql DATABASE < FILE

ALTER TABLE `users` DROP COLUMN `display_name`;
ALTER TABLE `users` DROP COLUMN `motto`;
ALTER TABLE `users` DROP COLUMN `seen_at`;
ALTER TABLE `users` DROP COLUMN `active`;
ALTER TABLE `users` DROP COLUMN `visits`;
ALTER TABLE `users` DROP COLUMN `nickname`;
