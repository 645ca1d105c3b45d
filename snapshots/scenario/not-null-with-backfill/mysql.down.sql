-- change_users (down)
-- For MySQL 9.7.4. Run with: mysql DATABASE < FILE

ALTER TABLE `users` MODIFY COLUMN `city` varchar(60) NULL;
ALTER TABLE `users` DROP COLUMN `last_name`;
ALTER TABLE `users` DROP COLUMN `first_name`;
