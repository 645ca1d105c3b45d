-- add_new_column_for_split_of_first_name_and_last_name_in_users (down), expand
-- For MySQL 9.7.4. Run with: mysql DATABASE < FILE

DROP TRIGGER `altair_sync_users_cfaebf87e2_update`;
DROP TRIGGER `altair_sync_users_cfaebf87e2_insert`;
ALTER TABLE `users` DROP COLUMN `full_name`;
