-- add_new_column_for_type_change_of_age_in_visits_and_more (up), expand
-- For MySQL 9.7.4. Run with: mysql DATABASE < FILE

-- Committed in 7 parts. If one fails, those before it stay done: plan again, and the new plan goes on from there.
-- Part 1 of 7
ALTER TABLE `visits` ADD COLUMN `age__new` int NULL, ADD COLUMN `code__new` varchar(20) NULL;
-- Part 2 of 7
CREATE TRIGGER `altair_sync_visits_579f167238_insert` BEFORE INSERT ON `visits` FOR EACH ROW SET @altair_sync = IF(`NEW`.`age__new` IS NOT NULL, IF(`NEW`.`age` IS NOT NULL, IF((`NEW`.`age__new` <=> `NEW`.`age`), 0, 1), 1), 2), NEW.`age` = IF(@altair_sync = 1, `NEW`.`age__new`, NEW.`age`), NEW.`age__new` = IF(@altair_sync = 2, cast(`NEW`.`age` AS decimal(65,10)), NEW.`age__new`);
-- Part 3 of 7
CREATE TRIGGER `altair_sync_visits_579f167238_update` BEFORE UPDATE ON `visits` FOR EACH ROW SET @altair_sync = IF((NOT (`NEW`.`age__new` <=> `OLD`.`age__new`)) OR (NOT (cast(`NEW`.`age` AS binary) <=> cast(`OLD`.`age` AS binary))), IF((`NEW`.`age__new` <=> `NEW`.`age`) OR (cast(cast(`NEW`.`age` AS char character set utf8mb4) AS binary) <=> cast(cast(`NEW`.`age__new` AS char character set utf8mb4) AS binary)), 0, IF((NOT (`NEW`.`age__new` <=> `OLD`.`age__new`)), 1, 2)), 0), NEW.`age` = IF(@altair_sync = 1, `NEW`.`age__new`, NEW.`age`), NEW.`age__new` = IF(@altair_sync = 2, cast(`NEW`.`age` AS decimal(65,10)), NEW.`age__new`);
-- Part 4 of 7
CREATE TRIGGER `altair_sync_visits_66216eadea_insert` BEFORE INSERT ON `visits` FOR EACH ROW SET @altair_sync = IF(`NEW`.`code__new` IS NOT NULL, IF(`NEW`.`code` IS NOT NULL, IF((cast(cast(`NEW`.`code__new` AS char character set utf8mb4) AS binary) <=> cast(cast(`NEW`.`code` AS char character set utf8mb4) AS binary)), 0, 1), 1), 2), NEW.`code` = IF(@altair_sync = 1, cast(`NEW`.`code__new` AS decimal(65,10)), NEW.`code`), NEW.`code__new` = IF(@altair_sync = 2, `NEW`.`code`, NEW.`code__new`);
-- Part 5 of 7
CREATE TRIGGER `altair_sync_visits_66216eadea_update` BEFORE UPDATE ON `visits` FOR EACH ROW SET @altair_sync = IF((NOT (cast(`NEW`.`code__new` AS binary) <=> cast(`OLD`.`code__new` AS binary))) OR (NOT (`NEW`.`code` <=> `OLD`.`code`)), IF((cast(cast(`NEW`.`code__new` AS char character set utf8mb4) AS binary) <=> cast(cast(`NEW`.`code` AS char character set utf8mb4) AS binary)) OR (`NEW`.`code` <=> `NEW`.`code__new`), 0, IF((NOT (cast(`NEW`.`code__new` AS binary) <=> cast(`OLD`.`code__new` AS binary))), 1, 2)), 0), NEW.`code` = IF(@altair_sync = 1, cast(`NEW`.`code__new` AS decimal(65,10)), NEW.`code`), NEW.`code__new` = IF(@altair_sync = 2, `NEW`.`code`, NEW.`code__new`);
-- Part 6 of 7
UPDATE `visits` SET `age__new` = `age` WHERE NOT ((`age__new` <=> `age`) OR (cast(cast(`age` AS char character set utf8mb4) AS binary) <=> cast(cast(`age__new` AS char character set utf8mb4) AS binary)));
UPDATE `visits` SET `code__new` = `code` WHERE NOT ((cast(cast(`code__new` AS char character set utf8mb4) AS binary) <=> cast(cast(`code` AS char character set utf8mb4) AS binary)) OR (`code` <=> `code__new`));
-- Part 7 of 7
CREATE INDEX `visits_age__new_idx` ON `visits` (`age__new`);
