-- add_new_column_for_type_change_of_age_in_visits_and_more (down), expand
-- For MariaDB 10.11.19. Run with: mariadb DATABASE < FILE

-- Committed in 7 parts. If one fails, those before it stay done: plan again, and the new plan goes on from there.
-- Part 1 of 7
DROP INDEX `visits_age__new_idx` ON `visits`;
-- Part 2 of 7
DROP TRIGGER `altair_sync_visits_579f167238_update`;
-- Part 3 of 7
DROP TRIGGER `altair_sync_visits_579f167238_insert`;
-- Part 4 of 7
ALTER TABLE `visits` MODIFY COLUMN `age` varchar(20) NOT NULL;
-- Part 5 of 7
DROP TRIGGER `altair_sync_visits_66216eadea_update`;
-- Part 6 of 7
DROP TRIGGER `altair_sync_visits_66216eadea_insert`;
-- Part 7 of 7
ALTER TABLE `visits` DROP COLUMN `code__new`, DROP COLUMN `age__new`;
