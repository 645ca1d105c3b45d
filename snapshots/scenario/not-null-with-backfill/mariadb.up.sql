-- change_users (up)
-- For MariaDB 10.11.19. Run with: mariadb DATABASE < FILE

-- Committed in 5 parts. If one fails, those before it stay done: plan again, and the new plan goes on from there.
-- Part 1 of 5
ALTER TABLE `users` ADD COLUMN `first_name` varchar(60) NULL, ADD COLUMN `last_name` varchar(60) NULL;
-- Part 2 of 5
UPDATE `users` SET `city` = 'unknown' WHERE `city` IS NULL;
UPDATE `users` SET `first_name` = substring_index(`full_name`, ' ', 1) WHERE `first_name` IS NULL;
UPDATE `users` SET `last_name` = substr(substring_index(`full_name`, ' ', 2), char_length(substring_index(`full_name`, ' ', 1)) + 2) WHERE `last_name` IS NULL;
-- Part 3 of 5
ALTER TABLE `users` MODIFY COLUMN `city` varchar(60) NOT NULL;
-- Part 4 of 5
ALTER TABLE `users` MODIFY COLUMN `first_name` varchar(60) NOT NULL;
-- Part 5 of 5
ALTER TABLE `users` MODIFY COLUMN `last_name` varchar(60) NOT NULL;
