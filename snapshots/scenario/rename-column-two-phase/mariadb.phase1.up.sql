-- add_new_column_for_rename_of_password_in_users_and_more (up), expand
-- For MariaDB 10.11.19. Run with: mariadb DATABASE < FILE

-- Committed in 13 parts. If one fails, those before it stay done: plan again, and the new plan goes on from there.
-- Part 1 of 13
ALTER TABLE `users` ADD COLUMN `password_hash` varchar(120) NULL, ADD COLUMN `email` varchar(190) NULL, ADD COLUMN `age` int NULL DEFAULT 18;
-- Part 2 of 13
CREATE TRIGGER `altair_sync_users_93992d25bd_insert` BEFORE INSERT ON `users` FOR EACH ROW SET @altair_sync = IF((NOT (`NEW`.`age` <=> 18)), IF((NOT (`NEW`.`years` <=> 18)), IF((`NEW`.`age` <=> `NEW`.`years`), 0, 1), 1), 2), NEW.`years` = IF(@altair_sync = 1, cast(`NEW`.`age` AS decimal(65,10)), NEW.`years`), NEW.`age` = IF(@altair_sync = 2, cast(`NEW`.`years` AS decimal(65,10)), NEW.`age`);
-- Part 3 of 13
CREATE TRIGGER `altair_sync_users_93992d25bd_update` BEFORE UPDATE ON `users` FOR EACH ROW SET @altair_sync = IF((NOT (`NEW`.`age` <=> `OLD`.`age`)) OR (NOT (`NEW`.`years` <=> `OLD`.`years`)), IF((`NEW`.`age` <=> `NEW`.`years`), 0, IF((NOT (`NEW`.`age` <=> `OLD`.`age`)), 1, 2)), 0), NEW.`years` = IF(@altair_sync = 1, cast(`NEW`.`age` AS decimal(65,10)), NEW.`years`), NEW.`age` = IF(@altair_sync = 2, cast(`NEW`.`years` AS decimal(65,10)), NEW.`age`);
-- Part 4 of 13
ALTER TABLE `users` MODIFY COLUMN `password` varchar(120) NULL;
-- Part 5 of 13
CREATE TRIGGER `altair_sync_users_beab229b54_insert` BEFORE INSERT ON `users` FOR EACH ROW SET @altair_sync = IF(`NEW`.`password_hash` IS NOT NULL, IF(`NEW`.`password` IS NOT NULL, IF((cast(`NEW`.`password_hash` AS binary) <=> cast(`NEW`.`password` AS binary)), 0, 1), 1), 2), NEW.`password` = IF(@altair_sync = 1, `NEW`.`password_hash`, NEW.`password`), NEW.`password_hash` = IF(@altair_sync = 2, `NEW`.`password`, NEW.`password_hash`);
-- Part 6 of 13
CREATE TRIGGER `altair_sync_users_beab229b54_update` BEFORE UPDATE ON `users` FOR EACH ROW SET @altair_sync = IF((NOT (cast(`NEW`.`password_hash` AS binary) <=> cast(`OLD`.`password_hash` AS binary))) OR (NOT (cast(`NEW`.`password` AS binary) <=> cast(`OLD`.`password` AS binary))), IF((cast(`NEW`.`password_hash` AS binary) <=> cast(`NEW`.`password` AS binary)), 0, IF((NOT (cast(`NEW`.`password_hash` AS binary) <=> cast(`OLD`.`password_hash` AS binary))), 1, 2)), 0), NEW.`password` = IF(@altair_sync = 1, `NEW`.`password_hash`, NEW.`password`), NEW.`password_hash` = IF(@altair_sync = 2, `NEW`.`password`, NEW.`password_hash`);
-- Part 7 of 13
ALTER TABLE `users` MODIFY COLUMN `mail` varchar(190) NULL;
-- Part 8 of 13
CREATE TRIGGER `altair_sync_users_2895836dc0_insert` BEFORE INSERT ON `users` FOR EACH ROW SET @altair_sync = IF(`NEW`.`email` IS NOT NULL, IF(`NEW`.`mail` IS NOT NULL, IF((cast(`NEW`.`email` AS binary) <=> cast(`NEW`.`mail` AS binary)), 0, 1), 1), 2), NEW.`mail` = IF(@altair_sync = 1, `NEW`.`email`, NEW.`mail`), NEW.`email` = IF(@altair_sync = 2, `NEW`.`mail`, NEW.`email`);
-- Part 9 of 13
CREATE TRIGGER `altair_sync_users_2895836dc0_update` BEFORE UPDATE ON `users` FOR EACH ROW SET @altair_sync = IF((NOT (cast(`NEW`.`email` AS binary) <=> cast(`OLD`.`email` AS binary))) OR (NOT (cast(`NEW`.`mail` AS binary) <=> cast(`OLD`.`mail` AS binary))), IF((cast(`NEW`.`email` AS binary) <=> cast(`NEW`.`mail` AS binary)), 0, IF((NOT (cast(`NEW`.`email` AS binary) <=> cast(`OLD`.`email` AS binary))), 1, 2)), 0), NEW.`mail` = IF(@altair_sync = 1, `NEW`.`email`, NEW.`mail`), NEW.`email` = IF(@altair_sync = 2, `NEW`.`mail`, NEW.`email`);
-- Part 10 of 13
UPDATE `users` SET `password_hash` = `password` WHERE (NOT (cast(`password_hash` AS binary) <=> cast(`password` AS binary)));
UPDATE `users` SET `email` = `mail` WHERE (NOT (cast(`email` AS binary) <=> cast(`mail` AS binary)));
UPDATE `users` SET `age` = `years` WHERE (NOT (`age` <=> `years`));
-- Part 11 of 13
ALTER TABLE `users` ADD UNIQUE KEY `users_email_key` (`email`);
-- Part 12 of 13
CREATE INDEX `users_age_nick_idx` ON `users` (`age`, `nick`);
-- Part 13 of 13
ALTER TABLE `users` ADD CONSTRAINT `users_age_check` CHECK (`age` >= 0);
