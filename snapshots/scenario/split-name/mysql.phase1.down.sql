-- add_new_columns_for_split_of_full_name_in_users (down), expand
-- For MySQL 9.7.4. Run with: mysql DATABASE < FILE

DROP INDEX `users_last_name_first_name_idx` ON `users`;
DROP TRIGGER `altair_sync_users_091b7cbebd_update`;
DROP TRIGGER `altair_sync_users_091b7cbebd_insert`;
ALTER TABLE `users` DROP COLUMN `last_name`;
ALTER TABLE `users` DROP COLUMN `first_name`;
