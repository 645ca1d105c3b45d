-- rename_people_to_users_behind_a_view_and_more (down), expand
-- For MariaDB 10.11.19. Run with: mariadb DATABASE < FILE

-- Committed in 8 parts. If one fails, those before it stay done: plan again, and the new plan goes on from there.
-- Part 1 of 8
DROP INDEX `users_city_idx` ON `users`;
-- Part 2 of 8
DROP TRIGGER `altair_sync_users_098132b1fe_update`;
-- Part 3 of 8
DROP TRIGGER `altair_sync_users_098132b1fe_insert`;
-- Part 4 of 8
ALTER TABLE `users` MODIFY COLUMN `full_name` varchar(80) NOT NULL;
-- Part 5 of 8
ALTER TABLE `users` DROP COLUMN `country`, DROP COLUMN `name`;
-- Part 6 of 8
DROP VIEW IF EXISTS `altair_view_aside`;
-- Part 7 of 8
RENAME TABLE `people` TO `altair_view_aside`, `users` TO `people`;
-- Part 8 of 8
DROP VIEW `altair_view_aside`;
