-- add_new_columns_for_split_of_full_name_in_users (down), expand
-- For MariaDB 10.11.19. Run with: mariadb DATABASE < FILE

DROP INDEX `users_last_name_first_name_idx` ON `users`;
DROP TRIGGER `altair_sync_users_091b7cbebd_update`;
DROP TRIGGER `altair_sync_users_091b7cbebd_insert`;
ALTER TABLE `users` MODIFY COLUMN `full_name` varchar(160) NOT NULL;
ALTER TABLE `users` DROP COLUMN `last_name`;
ALTER TABLE `users` DROP COLUMN `first_name`;
