-- drop_old_column_after_type_change_of_age_in_visits_and_more (up), contract
-- For MySQL 9.7.4. Run with: mysql DATABASE < FILE

-- Committed in 8 parts. If one fails, those before it stay done: plan again, and the new plan goes on from there.
-- Part 1 of 8
SELECT uuid_to_bin(if(rand() < 2, 'altair: visits: age and age__new differ, phase 2 was stopped', '')) FROM `visits` WHERE NOT ((`age__new` <=> `age`) OR (cast(cast(`age` AS char character set utf8mb4) AS binary) <=> cast(cast(`age__new` AS char character set utf8mb4) AS binary))) LIMIT 1;
-- Part 2 of 8
SELECT uuid_to_bin(if(rand() < 2, 'altair: visits: code and code__new differ, phase 2 was stopped', '')) FROM `visits` WHERE NOT ((cast(cast(`code__new` AS char character set utf8mb4) AS binary) <=> cast(cast(`code` AS char character set utf8mb4) AS binary)) OR (`code` <=> `code__new`)) LIMIT 1;
-- Part 3 of 8
DROP INDEX `visits_age_idx` ON `visits`;
-- Part 4 of 8
ALTER TABLE `visits` RENAME INDEX `visits_age__new_idx` TO `visits_age_idx`;
-- Part 5 of 8
LOCK TABLES `visits` WRITE;
DROP TRIGGER `altair_sync_visits_579f167238_update`;
DROP TRIGGER `altair_sync_visits_579f167238_insert`;
DROP TRIGGER `altair_sync_visits_66216eadea_update`;
DROP TRIGGER `altair_sync_visits_66216eadea_insert`;
ALTER TABLE `visits` DROP COLUMN `age`;
ALTER TABLE `visits` RENAME COLUMN `age__new` TO `age`;
UNLOCK TABLES;
-- Part 6 of 8
ALTER TABLE `visits` MODIFY COLUMN `age` int NOT NULL;
-- Part 7 of 8
ALTER TABLE `visits` DROP COLUMN `code`;
-- Part 8 of 8
ALTER TABLE `visits` RENAME COLUMN `code__new` TO `code`;
