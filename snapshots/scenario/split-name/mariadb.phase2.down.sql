-- drop_old_column_after_split_of_full_name_in_users (down), contract
-- For MariaDB 10.11.19. Run with: mariadb DATABASE < FILE

-- Committed in 7 parts. If one fails, those before it stay done: plan again, and the new plan goes on from there.
-- Part 1 of 7
ALTER TABLE `users` ADD COLUMN `full_name` varchar(160) NULL;
-- Part 2 of 7
CREATE TRIGGER `altair_sync_users_091b7cbebd_insert` BEFORE INSERT ON `users` FOR EACH ROW SET @altair_sync = IF(`NEW`.`first_name` IS NOT NULL OR `NEW`.`last_name` IS NOT NULL, IF(`NEW`.`full_name` IS NOT NULL, IF((cast(cast(`NEW`.`first_name` AS char character set utf8mb4) AS binary) <=> cast(cast(substring_index(`NEW`.`full_name`, ' ', 1) AS char character set utf8mb4) AS binary)) AND (cast(cast(`NEW`.`last_name` AS char character set utf8mb4) AS binary) <=> cast(cast(substr(substring_index(`NEW`.`full_name`, ' ', 2), char_length(substring_index(`NEW`.`full_name`, ' ', 1)) + 2) AS char character set utf8mb4) AS binary)), 0, 1), 1), 2), NEW.`full_name` = IF(@altair_sync = 1, concat(`NEW`.`first_name`, ' ', `NEW`.`last_name`), NEW.`full_name`), NEW.`first_name` = IF(@altair_sync = 2, substring_index(`NEW`.`full_name`, ' ', 1), NEW.`first_name`), NEW.`last_name` = IF(@altair_sync = 2, substr(substring_index(`NEW`.`full_name`, ' ', 2), char_length(substring_index(`NEW`.`full_name`, ' ', 1)) + 2), NEW.`last_name`);
-- Part 3 of 7
CREATE TRIGGER `altair_sync_users_091b7cbebd_update` BEFORE UPDATE ON `users` FOR EACH ROW SET @altair_sync = IF((NOT (cast(`NEW`.`first_name` AS binary) <=> cast(`OLD`.`first_name` AS binary))) OR (NOT (cast(`NEW`.`last_name` AS binary) <=> cast(`OLD`.`last_name` AS binary))) OR (NOT (cast(`NEW`.`full_name` AS binary) <=> cast(`OLD`.`full_name` AS binary))), IF((cast(cast(`NEW`.`first_name` AS char character set utf8mb4) AS binary) <=> cast(cast(substring_index(`NEW`.`full_name`, ' ', 1) AS char character set utf8mb4) AS binary)) AND (cast(cast(`NEW`.`last_name` AS char character set utf8mb4) AS binary) <=> cast(cast(substr(substring_index(`NEW`.`full_name`, ' ', 2), char_length(substring_index(`NEW`.`full_name`, ' ', 1)) + 2) AS char character set utf8mb4) AS binary)) OR (cast(cast(`NEW`.`full_name` AS char character set utf8mb4) AS binary) <=> cast(cast(concat(`NEW`.`first_name`, ' ', `NEW`.`last_name`) AS char character set utf8mb4) AS binary)), 0, IF((NOT (cast(`NEW`.`first_name` AS binary) <=> cast(`OLD`.`first_name` AS binary))) OR (NOT (cast(`NEW`.`last_name` AS binary) <=> cast(`OLD`.`last_name` AS binary))), 1, 2)), 0), NEW.`full_name` = IF(@altair_sync = 1, concat(`NEW`.`first_name`, ' ', `NEW`.`last_name`), NEW.`full_name`), NEW.`first_name` = IF(@altair_sync = 2, substring_index(`NEW`.`full_name`, ' ', 1), NEW.`first_name`), NEW.`last_name` = IF(@altair_sync = 2, substr(substring_index(`NEW`.`full_name`, ' ', 2), char_length(substring_index(`NEW`.`full_name`, ' ', 1)) + 2), NEW.`last_name`);
-- Part 4 of 7
UPDATE `users` SET `full_name` = concat(`first_name`, ' ', `last_name`);
-- Part 5 of 7
CREATE INDEX `users_full_name_idx` ON `users` (`full_name`);
-- Part 6 of 7
ALTER TABLE `users` MODIFY COLUMN `last_name` varchar(80) NULL;
-- Part 7 of 7
ALTER TABLE `users` MODIFY COLUMN `first_name` varchar(80) NULL;
