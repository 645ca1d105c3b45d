-- drop_old_column_after_split_of_full_name_in_users (up), contract
-- For MariaDB 10.11.19. Run with: mariadb DATABASE < FILE

-- Committed in 7 parts. If one fails, those before it stay done: plan again, and the new plan goes on from there.
-- Part 1 of 7
SELECT cot(if(rand() < 2, 'altair: users: full_name and first_name, last_name differ, phase 2 was stopped', 1)) FROM `users` WHERE NOT ((cast(cast(`first_name` AS char character set utf8mb4) AS binary) <=> cast(cast(substring_index(`full_name`, ' ', 1) AS char character set utf8mb4) AS binary)) AND (cast(cast(`last_name` AS char character set utf8mb4) AS binary) <=> cast(cast(substr(substring_index(`full_name`, ' ', 2), char_length(substring_index(`full_name`, ' ', 1)) + 2) AS char character set utf8mb4) AS binary)) OR (cast(cast(`full_name` AS char character set utf8mb4) AS binary) <=> cast(cast(concat(`first_name`, ' ', `last_name`) AS char character set utf8mb4) AS binary))) LIMIT 1;
-- Part 2 of 7
ALTER TABLE `users` MODIFY COLUMN `first_name` varchar(80) NOT NULL;
-- Part 3 of 7
ALTER TABLE `users` MODIFY COLUMN `last_name` varchar(80) NOT NULL;
-- Part 4 of 7
DROP INDEX `users_full_name_idx` ON `users`;
-- Part 5 of 7
DROP TRIGGER `altair_sync_users_091b7cbebd_update`;
-- Part 6 of 7
DROP TRIGGER `altair_sync_users_091b7cbebd_insert`;
-- Part 7 of 7
ALTER TABLE `users` DROP COLUMN `full_name`;
