-- change_users (down)
-- For MariaDB 10.11.19. Run with: mariadb DATABASE < FILE

-- Committed in 2 parts. If one fails, those before it stay done: plan again, and the new plan goes on from there.
-- Part 1 of 2
ALTER TABLE `users` MODIFY COLUMN `city` varchar(60) NULL;
-- Part 2 of 2
ALTER TABLE `users` DROP COLUMN `last_name`, DROP COLUMN `first_name`;
