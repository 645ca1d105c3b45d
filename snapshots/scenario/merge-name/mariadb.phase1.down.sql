-- add_new_column_for_split_of_first_name_and_last_name_in_users (down), expand
-- For MariaDB 10.11.19. Run with: mariadb DATABASE < FILE

-- Committed in 5 parts. If one fails, those before it stay done: plan again, and the new plan goes on from there.
-- Part 1 of 5
DROP TRIGGER `altair_sync_users_cfaebf87e2_update`;
-- Part 2 of 5
DROP TRIGGER `altair_sync_users_cfaebf87e2_insert`;
-- Part 3 of 5
ALTER TABLE `users` MODIFY COLUMN `last_name` varchar(80) NOT NULL;
-- Part 4 of 5
ALTER TABLE `users` MODIFY COLUMN `first_name` varchar(80) NOT NULL;
-- Part 5 of 5
ALTER TABLE `users` DROP COLUMN `full_name`;
