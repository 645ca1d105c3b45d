-- rename_people_to_users_behind_a_view (up), expand
-- For MySQL 9.7.4. Run with: mysql DATABASE < FILE

-- Committed in 5 parts. If one fails, those before it stay done: plan again, and the new plan goes on from there.
-- Part 1 of 5
RENAME TABLE `people` TO `users`;
-- Part 2 of 5
ALTER TABLE `users` RENAME COLUMN `full_name` TO `name`;
-- Part 3 of 5
CREATE ALGORITHM=MERGE SQL SECURITY DEFINER VIEW `people` AS SELECT `id` AS `id`, `name` AS `full_name`, `mail` AS `mail`, `city` AS `city` FROM `users`;
-- Part 4 of 5
ALTER TABLE `users` ADD COLUMN `country` varchar(2) NOT NULL DEFAULT 'fr';
-- Part 5 of 5
CREATE INDEX `users_city_idx` ON `users` (`city`);
