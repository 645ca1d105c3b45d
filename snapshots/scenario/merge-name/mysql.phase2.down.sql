-- drop_old_columns_after_split_of_first_name_and_last_name_in_users (down), contract
-- For MySQL 9.7.4. Run with: mysql DATABASE < FILE

-- Committed in 7 parts. If one fails, those before it stay done: plan again, and the new plan goes on from there.
-- Part 1 of 7
ALTER TABLE `users` ADD COLUMN `last_name` varchar(80) NULL, ADD COLUMN `first_name` varchar(80) NULL;
-- Part 2 of 7
CREATE TRIGGER `altair_sync_users_cfaebf87e2_insert` BEFORE INSERT ON `users` FOR EACH ROW SET @altair_sync = IF(`NEW`.`full_name` IS NOT NULL, IF(`NEW`.`first_name` IS NOT NULL OR `NEW`.`last_name` IS NOT NULL, IF((cast(cast(`NEW`.`full_name` AS char character set utf8mb4) AS binary) <=> cast(cast(concat(`NEW`.`first_name`, ' ', `NEW`.`last_name`) AS char character set utf8mb4) AS binary)), 0, 1), 1), 2), NEW.`first_name` = IF(@altair_sync = 1, substring_index(`NEW`.`full_name`, ' ', 1), NEW.`first_name`), NEW.`last_name` = IF(@altair_sync = 1, substr(substring_index(`NEW`.`full_name`, ' ', 2), char_length(substring_index(`NEW`.`full_name`, ' ', 1)) + 2), NEW.`last_name`), NEW.`full_name` = IF(@altair_sync = 2, concat(`NEW`.`first_name`, ' ', `NEW`.`last_name`), NEW.`full_name`);
-- Part 3 of 7
CREATE TRIGGER `altair_sync_users_cfaebf87e2_update` BEFORE UPDATE ON `users` FOR EACH ROW SET @altair_sync = IF((NOT (cast(`NEW`.`full_name` AS binary) <=> cast(`OLD`.`full_name` AS binary))) OR (NOT (cast(`NEW`.`first_name` AS binary) <=> cast(`OLD`.`first_name` AS binary))) OR (NOT (cast(`NEW`.`last_name` AS binary) <=> cast(`OLD`.`last_name` AS binary))), IF((cast(cast(`NEW`.`full_name` AS char character set utf8mb4) AS binary) <=> cast(cast(concat(`NEW`.`first_name`, ' ', `NEW`.`last_name`) AS char character set utf8mb4) AS binary)) OR (cast(cast(`NEW`.`first_name` AS char character set utf8mb4) AS binary) <=> cast(cast(substring_index(`NEW`.`full_name`, ' ', 1) AS char character set utf8mb4) AS binary)) AND (cast(cast(`NEW`.`last_name` AS char character set utf8mb4) AS binary) <=> cast(cast(substr(substring_index(`NEW`.`full_name`, ' ', 2), char_length(substring_index(`NEW`.`full_name`, ' ', 1)) + 2) AS char character set utf8mb4) AS binary)), 0, IF((NOT (cast(`NEW`.`full_name` AS binary) <=> cast(`OLD`.`full_name` AS binary))), 1, 2)), 0), NEW.`first_name` = IF(@altair_sync = 1, substring_index(`NEW`.`full_name`, ' ', 1), NEW.`first_name`), NEW.`last_name` = IF(@altair_sync = 1, substr(substring_index(`NEW`.`full_name`, ' ', 2), char_length(substring_index(`NEW`.`full_name`, ' ', 1)) + 2), NEW.`last_name`), NEW.`full_name` = IF(@altair_sync = 2, concat(`NEW`.`first_name`, ' ', `NEW`.`last_name`), NEW.`full_name`);
-- Part 4 of 7
UPDATE `users` SET `last_name` = substr(substring_index(`full_name`, ' ', 2), char_length(substring_index(`full_name`, ' ', 1)) + 2), `first_name` = substring_index(`full_name`, ' ', 1);
-- Part 5 of 7
ALTER TABLE `users` MODIFY COLUMN `full_name` varchar(170) NULL;
-- Part 6 of 7
ALTER TABLE `users` MODIFY COLUMN `last_name` varchar(80) NOT NULL;
-- Part 7 of 7
ALTER TABLE `users` MODIFY COLUMN `first_name` varchar(80) NOT NULL;
