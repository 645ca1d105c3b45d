-- add_home_id_to_users (up)
-- For MariaDB 10.11.19. Run with: mariadb DATABASE < FILE

ALTER TABLE `users` ADD COLUMN `home_id` bigint NULL;
CREATE INDEX `users_boss_id_idx` ON `users` (`boss_id`);
CREATE INDEX `users_home_id_idx` ON `users` (`home_id`);
CREATE INDEX `users_org_id_idx` ON `users` (`org_id`);
ALTER TABLE `users` ADD CONSTRAINT `users_boss_id_fkey` FOREIGN KEY (`boss_id`) REFERENCES `users` (`id`) ON DELETE SET NULL;
ALTER TABLE `users` ADD CONSTRAINT `users_home_id_fkey` FOREIGN KEY (`home_id`) REFERENCES `organisations` (`id`);
ALTER TABLE `users` ADD CONSTRAINT `users_org_id_fkey` FOREIGN KEY (`org_id`) REFERENCES `organisations` (`id`) ON DELETE CASCADE;
