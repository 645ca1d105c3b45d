-- rename_people_to_users_behind_a_view_and_more (down), expand
-- For MySQL 9.7.4. Run with: mysql DATABASE < FILE

-- Committed in 7 parts. If one fails, those before it stay done: plan again, and the new plan goes on from there.
-- Part 1 of 7
DROP INDEX `users_city_idx` ON `users`;
-- Part 2 of 7
DROP TRIGGER `altair_sync_users_098132b1fe_update`;
-- Part 3 of 7
DROP TRIGGER `altair_sync_users_098132b1fe_insert`;
-- Part 4 of 7
ALTER TABLE `users` DROP COLUMN `country`, DROP COLUMN `name`;
-- Part 5 of 7
DROP VIEW IF EXISTS `altair_view_aside`;
-- Part 6 of 7
LOCK TABLES `people` WRITE;
RENAME TABLE `people` TO `altair_view_aside`, `users` TO `people`;
UNLOCK TABLES;
-- Part 7 of 7
DROP VIEW `altair_view_aside`;
