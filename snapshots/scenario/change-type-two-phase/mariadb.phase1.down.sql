-- add_new_column_for_type_change_of_age_in_visits_and_more (down), expand
-- For MariaDB 10.11.19. Run with: mariadb DATABASE < FILE

DROP INDEX `visits_age__new_idx` ON `visits`;
DROP TRIGGER `altair_sync_visits_579f167238_update`;
DROP TRIGGER `altair_sync_visits_579f167238_insert`;
ALTER TABLE `visits` MODIFY COLUMN `age` varchar(20) NOT NULL;
DROP TRIGGER `altair_sync_visits_66216eadea_update`;
DROP TRIGGER `altair_sync_visits_66216eadea_insert`;
ALTER TABLE `visits` DROP COLUMN `code__new`;
ALTER TABLE `visits` DROP COLUMN `age__new`;
