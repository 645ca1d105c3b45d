-- rename_people_to_users_behind_a_view (down), expand
-- For MariaDB 10.11.19. Run with: mariadb DATABASE < FILE

DROP INDEX `users_city_idx` ON `users`;
ALTER TABLE `users` DROP COLUMN `country`;
DROP VIEW `people`;
ALTER TABLE `users` RENAME COLUMN `name` TO `full_name`;
RENAME TABLE `users` TO `people`;
