-- add_new_columns_for_split_of_full_name_in_users (down), expand
-- For MariaDB 10.11.19. Run with: mariadb DATABASE < FILE

-- Committed in 5 parts. If one fails, those before it stay done: plan again, and the new plan goes on from there.
-- Part 1 of 5
DROP INDEX `users_last_name_first_name_idx` ON `users`;
-- Part 2 of 5
DROP TRIGGER `altair_sync_users_091b7cbebd_update`;
-- Part 3 of 5
DROP TRIGGER `altair_sync_users_091b7cbebd_insert`;
-- Part 4 of 5
ALTER TABLE `users` MODIFY COLUMN `full_name` varchar(160) NOT NULL;
-- Part 5 of 5
ALTER TABLE `users` DROP COLUMN `last_name`, DROP COLUMN `first_name`;
