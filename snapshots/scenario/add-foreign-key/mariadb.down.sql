-- add_home_id_to_users (down)
-- For MariaDB 10.11.19. Run with: mariadb DATABASE < FILE

-- Committed in 7 parts. If one fails, those before it stay done: plan again, and the new plan goes on from there.
-- Part 1 of 7
ALTER TABLE `users` DROP FOREIGN KEY `users_org_id_fkey`;
-- Part 2 of 7
ALTER TABLE `users` DROP FOREIGN KEY `users_home_id_fkey`;
-- Part 3 of 7
ALTER TABLE `users` DROP FOREIGN KEY `users_boss_id_fkey`;
-- Part 4 of 7
DROP INDEX `users_org_id_idx` ON `users`;
-- Part 5 of 7
DROP INDEX `users_home_id_idx` ON `users`;
-- Part 6 of 7
DROP INDEX `users_boss_id_idx` ON `users`;
-- Part 7 of 7
ALTER TABLE `users` DROP COLUMN `home_id`;
