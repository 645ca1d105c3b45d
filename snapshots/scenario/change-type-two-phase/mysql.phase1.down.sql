-- add_new_column_for_type_change_of_age_in_visits_and_more (down), expand
-- For MySQL 9.7.4. Run with: mysql DATABASE < FILE

DROP INDEX `visits_age__new_idx` ON `visits`;
DROP TRIGGER `altair_sync_visits_66216eadea_update`;
DROP TRIGGER `altair_sync_visits_66216eadea_insert`;
DROP TRIGGER `altair_sync_visits_579f167238_update`;
DROP TRIGGER `altair_sync_visits_579f167238_insert`;
ALTER TABLE `visits` DROP COLUMN `code__new`;
ALTER TABLE `visits` DROP COLUMN `age__new`;
