-- rename_people_to_users_behind_a_view_and_more (up), expand
-- For MariaDB 10.11.19. Run with: mariadb DATABASE < FILE

-- Committed in 10 parts. If one fails, those before it stay done: plan again, and the new plan goes on from there.
-- Part 1 of 10
CREATE OR REPLACE VIEW `users` AS SELECT `id`, `full_name`, `mail`, `city`, 1 AS `altair_stand_in` FROM `people`;
-- Part 2 of 10
CREATE OR REPLACE ALGORITHM=MERGE SQL SECURITY DEFINER VIEW `altair_view_aside` AS SELECT `id` AS `id`, `full_name` AS `full_name`, `mail` AS `mail`, `city` AS `city` FROM `users`;
-- Part 3 of 10
DROP VIEW `users`;
-- Part 4 of 10
RENAME TABLE `people` TO `users`, `altair_view_aside` TO `people`;
-- Part 5 of 10
ALTER TABLE `users` ADD COLUMN `name` varchar(80) NULL, ADD COLUMN `country` varchar(2) NOT NULL DEFAULT 'fr';
-- Part 6 of 10
ALTER TABLE `users` MODIFY COLUMN `full_name` varchar(80) NULL;
-- Part 7 of 10
CREATE TRIGGER `altair_sync_users_098132b1fe_insert` BEFORE INSERT ON `users` FOR EACH ROW SET @altair_sync = IF(`NEW`.`name` IS NOT NULL, IF(`NEW`.`full_name` IS NOT NULL, IF((cast(`NEW`.`name` AS binary) <=> cast(`NEW`.`full_name` AS binary)), 0, 1), 1), 2), NEW.`full_name` = IF(@altair_sync = 1, `NEW`.`name`, NEW.`full_name`), NEW.`name` = IF(@altair_sync = 2, `NEW`.`full_name`, NEW.`name`);
-- Part 8 of 10
CREATE TRIGGER `altair_sync_users_098132b1fe_update` BEFORE UPDATE ON `users` FOR EACH ROW SET @altair_sync = IF((NOT (cast(`NEW`.`name` AS binary) <=> cast(`OLD`.`name` AS binary))) OR (NOT (cast(`NEW`.`full_name` AS binary) <=> cast(`OLD`.`full_name` AS binary))), IF((cast(`NEW`.`name` AS binary) <=> cast(`NEW`.`full_name` AS binary)), 0, IF((NOT (cast(`NEW`.`name` AS binary) <=> cast(`OLD`.`name` AS binary))), 1, 2)), 0), NEW.`full_name` = IF(@altair_sync = 1, `NEW`.`name`, NEW.`full_name`), NEW.`name` = IF(@altair_sync = 2, `NEW`.`full_name`, NEW.`name`);
-- Part 9 of 10
UPDATE `users` SET `name` = `full_name` WHERE (NOT (cast(`name` AS binary) <=> cast(`full_name` AS binary)));
-- Part 10 of 10
CREATE INDEX `users_city_idx` ON `users` (`city`);
