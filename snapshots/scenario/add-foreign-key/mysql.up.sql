-- add_home_id_to_users (up)
-- For MySQL 9.7.4. Run with: mysql DATABASE < FILE

-- Committed in 7 parts. If one fails, those before it stay done: plan again, and the new plan goes on from there.
-- Part 1 of 7
ALTER TABLE `users` ADD COLUMN `home_id` bigint NULL;
-- Part 2 of 7
CREATE INDEX `users_boss_id_idx` ON `users` (`boss_id`);
-- Part 3 of 7
CREATE INDEX `users_home_id_idx` ON `users` (`home_id`);
-- Part 4 of 7
CREATE INDEX `users_org_id_idx` ON `users` (`org_id`);
-- Part 5 of 7
ALTER TABLE `users` ADD CONSTRAINT `users_boss_id_fkey` FOREIGN KEY (`boss_id`) REFERENCES `users` (`id`) ON DELETE SET NULL;
-- Part 6 of 7
ALTER TABLE `users` ADD CONSTRAINT `users_home_id_fkey` FOREIGN KEY (`home_id`) REFERENCES `organisations` (`id`);
-- Part 7 of 7
ALTER TABLE `users` ADD CONSTRAINT `users_org_id_fkey` FOREIGN KEY (`org_id`) REFERENCES `organisations` (`id`) ON DELETE CASCADE;
