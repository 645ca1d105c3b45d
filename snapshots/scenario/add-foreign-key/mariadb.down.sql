-- add_home_id_to_users (down)
-- For MariaDB 10.11.19. Run with: mariadb DATABASE < FILE

ALTER TABLE `users` DROP FOREIGN KEY `users_org_id_fkey`;
ALTER TABLE `users` DROP FOREIGN KEY `users_home_id_fkey`;
ALTER TABLE `users` DROP FOREIGN KEY `users_boss_id_fkey`;
DROP INDEX `users_org_id_idx` ON `users`;
DROP INDEX `users_home_id_idx` ON `users`;
DROP INDEX `users_boss_id_idx` ON `users`;
ALTER TABLE `users` DROP COLUMN `home_id`;
