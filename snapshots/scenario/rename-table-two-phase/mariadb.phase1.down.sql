-- rename_people_to_users_behind_a_view (down), expand
-- For MariaDB 10.11.19. Run with: mariadb DATABASE < FILE

-- Committed in 5 parts. If one fails, those before it stay done: plan again, and the new plan goes on from there.
-- Part 1 of 5
DROP INDEX `users_city_idx` ON `users`;
-- Part 2 of 5
ALTER TABLE `users` DROP COLUMN `country`;
-- Part 3 of 5
DROP VIEW `people`;
-- Part 4 of 5
ALTER TABLE `users` RENAME COLUMN `name` TO `full_name`;
-- Part 5 of 5
RENAME TABLE `users` TO `people`;
