-- rename_people_to_users_behind_a_view (up), expand
-- For MariaDB 10.11.19. Run with: mariadb DATABASE < FILE

RENAME TABLE `people` TO `users`;
ALTER TABLE `users` RENAME COLUMN `full_name` TO `name`;
CREATE ALGORITHM=MERGE SQL SECURITY DEFINER VIEW `people` AS SELECT `id` AS `id`, `name` AS `full_name`, `mail` AS `mail`, `city` AS `city` FROM `users`;
ALTER TABLE `users` ADD COLUMN `country` varchar(2) NOT NULL DEFAULT 'fr';
CREATE INDEX `users_city_idx` ON `users` (`city`);
