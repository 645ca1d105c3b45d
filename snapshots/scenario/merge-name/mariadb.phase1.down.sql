-- add_new_column_for_split_of_first_name_and_last_name_in_users (down), expand
-- For MariaDB 10.11.19. Run with: mariadb DATABASE < FILE

DROP TRIGGER `altair_sync_users_cfaebf87e2_update`;
DROP TRIGGER `altair_sync_users_cfaebf87e2_insert`;
ALTER TABLE `users` MODIFY COLUMN `last_name` varchar(80) NOT NULL;
ALTER TABLE `users` MODIFY COLUMN `first_name` varchar(80) NOT NULL;
ALTER TABLE `users` DROP COLUMN `full_name`;
