-- drop_old_name_after_rename_of_people_to_users_and_more (down), contract
-- For MariaDB 10.11.19. Run with: mariadb DATABASE < FILE

-- Committed in 6 parts. If one fails, those before it stay done: plan again, and the new plan goes on from there.
-- Part 1 of 6
ALTER TABLE `users` ADD COLUMN `full_name` varchar(80) NULL;
-- Part 2 of 6
CREATE TRIGGER `altair_sync_users_098132b1fe_insert` BEFORE INSERT ON `users` FOR EACH ROW SET @altair_sync = IF(`NEW`.`name` IS NOT NULL, IF(`NEW`.`full_name` IS NOT NULL, IF((cast(`NEW`.`name` AS binary) <=> cast(`NEW`.`full_name` AS binary)), 0, 1), 1), 2), NEW.`full_name` = IF(@altair_sync = 1, `NEW`.`name`, NEW.`full_name`), NEW.`name` = IF(@altair_sync = 2, `NEW`.`full_name`, NEW.`name`);
-- Part 3 of 6
CREATE TRIGGER `altair_sync_users_098132b1fe_update` BEFORE UPDATE ON `users` FOR EACH ROW SET @altair_sync = IF((NOT (cast(`NEW`.`name` AS binary) <=> cast(`OLD`.`name` AS binary))) OR (NOT (cast(`NEW`.`full_name` AS binary) <=> cast(`OLD`.`full_name` AS binary))), IF((cast(`NEW`.`name` AS binary) <=> cast(`NEW`.`full_name` AS binary)), 0, IF((NOT (cast(`NEW`.`name` AS binary) <=> cast(`OLD`.`name` AS binary))), 1, 2)), 0), NEW.`full_name` = IF(@altair_sync = 1, `NEW`.`name`, NEW.`full_name`), NEW.`name` = IF(@altair_sync = 2, `NEW`.`full_name`, NEW.`name`);
-- Part 4 of 6
CREATE ALGORITHM=MERGE SQL SECURITY DEFINER VIEW `people` AS SELECT `id` AS `id`, `full_name` AS `full_name`, `mail` AS `mail`, `city` AS `city` FROM `users`;
-- Part 5 of 6
UPDATE `users` SET `full_name` = `name`;
-- Part 6 of 6
ALTER TABLE `users` MODIFY COLUMN `name` varchar(80) NULL;
