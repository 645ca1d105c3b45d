-- drop_old_column_after_rename_of_password_in_users_and_more (down), contract
-- For MariaDB 10.11.19. Run with: mariadb DATABASE < FILE

-- Committed in 19 parts. If one fails, those before it stay done: plan again, and the new plan goes on from there.
-- Part 1 of 19
ALTER TABLE `users` ADD COLUMN `years` int NULL;
-- Part 2 of 19
ALTER TABLE `users` ALTER COLUMN `years` SET DEFAULT 18;
-- Part 3 of 19
ALTER TABLE `users` ADD COLUMN `mail` varchar(190) NULL, ADD COLUMN `password` varchar(120) NULL;
-- Part 4 of 19
CREATE TRIGGER `altair_sync_users_93992d25bd_insert` BEFORE INSERT ON `users` FOR EACH ROW SET @altair_sync = IF((NOT (`NEW`.`age` <=> 18)), IF((NOT (`NEW`.`years` <=> 18)), IF((`NEW`.`age` <=> `NEW`.`years`), 0, 1), 1), 2), NEW.`years` = IF(@altair_sync = 1, cast(`NEW`.`age` AS decimal(65,10)), NEW.`years`), NEW.`age` = IF(@altair_sync = 2, cast(`NEW`.`years` AS decimal(65,10)), NEW.`age`);
-- Part 5 of 19
CREATE TRIGGER `altair_sync_users_93992d25bd_update` BEFORE UPDATE ON `users` FOR EACH ROW SET @altair_sync = IF((NOT (`NEW`.`age` <=> `OLD`.`age`)) OR (NOT (`NEW`.`years` <=> `OLD`.`years`)), IF((`NEW`.`age` <=> `NEW`.`years`), 0, IF((NOT (`NEW`.`age` <=> `OLD`.`age`)), 1, 2)), 0), NEW.`years` = IF(@altair_sync = 1, cast(`NEW`.`age` AS decimal(65,10)), NEW.`years`), NEW.`age` = IF(@altair_sync = 2, cast(`NEW`.`years` AS decimal(65,10)), NEW.`age`);
-- Part 6 of 19
CREATE TRIGGER `altair_sync_users_2895836dc0_insert` BEFORE INSERT ON `users` FOR EACH ROW SET @altair_sync = IF(`NEW`.`email` IS NOT NULL, IF(`NEW`.`mail` IS NOT NULL, IF((cast(`NEW`.`email` AS binary) <=> cast(`NEW`.`mail` AS binary)), 0, 1), 1), 2), NEW.`mail` = IF(@altair_sync = 1, `NEW`.`email`, NEW.`mail`), NEW.`email` = IF(@altair_sync = 2, `NEW`.`mail`, NEW.`email`);
-- Part 7 of 19
CREATE TRIGGER `altair_sync_users_2895836dc0_update` BEFORE UPDATE ON `users` FOR EACH ROW SET @altair_sync = IF((NOT (cast(`NEW`.`email` AS binary) <=> cast(`OLD`.`email` AS binary))) OR (NOT (cast(`NEW`.`mail` AS binary) <=> cast(`OLD`.`mail` AS binary))), IF((cast(`NEW`.`email` AS binary) <=> cast(`NEW`.`mail` AS binary)), 0, IF((NOT (cast(`NEW`.`email` AS binary) <=> cast(`OLD`.`email` AS binary))), 1, 2)), 0), NEW.`mail` = IF(@altair_sync = 1, `NEW`.`email`, NEW.`mail`), NEW.`email` = IF(@altair_sync = 2, `NEW`.`mail`, NEW.`email`);
-- Part 8 of 19
CREATE TRIGGER `altair_sync_users_beab229b54_insert` BEFORE INSERT ON `users` FOR EACH ROW SET @altair_sync = IF(`NEW`.`password_hash` IS NOT NULL, IF(`NEW`.`password` IS NOT NULL, IF((cast(`NEW`.`password_hash` AS binary) <=> cast(`NEW`.`password` AS binary)), 0, 1), 1), 2), NEW.`password` = IF(@altair_sync = 1, `NEW`.`password_hash`, NEW.`password`), NEW.`password_hash` = IF(@altair_sync = 2, `NEW`.`password`, NEW.`password_hash`);
-- Part 9 of 19
CREATE TRIGGER `altair_sync_users_beab229b54_update` BEFORE UPDATE ON `users` FOR EACH ROW SET @altair_sync = IF((NOT (cast(`NEW`.`password_hash` AS binary) <=> cast(`OLD`.`password_hash` AS binary))) OR (NOT (cast(`NEW`.`password` AS binary) <=> cast(`OLD`.`password` AS binary))), IF((cast(`NEW`.`password_hash` AS binary) <=> cast(`NEW`.`password` AS binary)), 0, IF((NOT (cast(`NEW`.`password_hash` AS binary) <=> cast(`OLD`.`password_hash` AS binary))), 1, 2)), 0), NEW.`password` = IF(@altair_sync = 1, `NEW`.`password_hash`, NEW.`password`), NEW.`password_hash` = IF(@altair_sync = 2, `NEW`.`password`, NEW.`password_hash`);
-- Part 10 of 19
UPDATE `users` SET `years` = `age`, `mail` = `email`, `password` = `password_hash`;
-- Part 11 of 19
CREATE INDEX `users_years_nick_idx` ON `users` (`years`, `nick`);
-- Part 12 of 19
ALTER TABLE `users` DROP CONSTRAINT `years_positive`;
-- Part 13 of 19
ALTER TABLE `users` MODIFY COLUMN `age` int NULL DEFAULT 18;
-- Part 14 of 19
ALTER TABLE `users` MODIFY COLUMN `email` varchar(190) NULL;
-- Part 15 of 19
ALTER TABLE `users` MODIFY COLUMN `password_hash` varchar(120) NULL;
-- Part 16 of 19
ALTER TABLE `users` ADD CONSTRAINT `users_age_check` CHECK (`age` >= 0);
-- Part 17 of 19
ALTER TABLE `users` MODIFY COLUMN `years` int NOT NULL DEFAULT 18;
-- Part 18 of 19
ALTER TABLE `users` ADD UNIQUE KEY `users_mail_key` (`mail`);
-- Part 19 of 19
ALTER TABLE `users` ADD CONSTRAINT `years_positive` CHECK (`years` >= 0);
