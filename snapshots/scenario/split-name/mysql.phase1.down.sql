-- add_new_columns_for_split_of_full_name_in_users (down), expand
-- For MySQL 9.7.4. Run with: mysql DATABASE < FILE

-- Committed in 4 parts. If one fails, those before it stay done: plan again, and the new plan goes on from there.
-- Part 1 of 4
DROP INDEX `users_last_name_first_name_idx` ON `users`;
-- Part 2 of 4
DROP TRIGGER `altair_sync_users_091b7cbebd_update`;
-- Part 3 of 4
DROP TRIGGER `altair_sync_users_091b7cbebd_insert`;
-- Part 4 of 4
ALTER TABLE `users` DROP COLUMN `last_name`, DROP COLUMN `first_name`;
