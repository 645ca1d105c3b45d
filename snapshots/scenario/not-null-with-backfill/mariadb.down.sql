-- change_users (down)
-- For MariaDB 10.11.19. Run with: mariadb DATABASE < FILE

ALTER TABLE `users` MODIFY COLUMN `city` varchar(60) NULL;
ALTER TABLE `users` DROP COLUMN `last_name`;
ALTER TABLE `users` DROP COLUMN `first_name`;
