-- drop_old_columns_after_split_of_first_name_and_last_name_in_users (up), contract
-- For MariaDB 10.11.19. Run with: mariadb DATABASE < FILE

-- Committed in 5 parts. If one fails, those before it stay done: plan again, and the new plan goes on from there.
-- Part 1 of 5
SELECT cot(if(rand() < 2, 'altair: users: first_name, last_name and full_name differ, phase 2 was stopped', 1)) FROM `users` WHERE NOT ((cast(cast(`full_name` AS char character set utf8mb4) AS binary) <=> cast(cast(concat(`first_name`, ' ', `last_name`) AS char character set utf8mb4) AS binary)) OR (cast(cast(`first_name` AS char character set utf8mb4) AS binary) <=> cast(cast(substring_index(`full_name`, ' ', 1) AS char character set utf8mb4) AS binary)) AND (cast(cast(`last_name` AS char character set utf8mb4) AS binary) <=> cast(cast(substr(substring_index(`full_name`, ' ', 2), char_length(substring_index(`full_name`, ' ', 1)) + 2) AS char character set utf8mb4) AS binary))) LIMIT 1;
-- Part 2 of 5
ALTER TABLE `users` MODIFY COLUMN `full_name` varchar(170) NOT NULL;
-- Part 3 of 5
DROP TRIGGER `altair_sync_users_cfaebf87e2_update`;
-- Part 4 of 5
DROP TRIGGER `altair_sync_users_cfaebf87e2_insert`;
-- Part 5 of 5
ALTER TABLE `users` DROP COLUMN `first_name`, DROP COLUMN `last_name`;
