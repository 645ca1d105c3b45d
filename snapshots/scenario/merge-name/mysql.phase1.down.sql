-- add_new_column_for_split_of_first_name_and_last_name_in_users (down), expand
-- For MySQL 9.7.4. Run with: mysql DATABASE < FILE

-- Committed in 3 parts. If one fails, those before it stay done: plan again, and the new plan goes on from there.
-- Part 1 of 3
DROP TRIGGER `altair_sync_users_cfaebf87e2_update`;
-- Part 2 of 3
DROP TRIGGER `altair_sync_users_cfaebf87e2_insert`;
-- Part 3 of 3
ALTER TABLE `users` DROP COLUMN `full_name`;
