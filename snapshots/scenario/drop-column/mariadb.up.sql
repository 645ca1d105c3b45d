-- change_users (up)
-- For MariaDB 10.11.19. Run with: mariadb DATABASE < FILE

-- Committed in 6 parts. If one fails, those before it stay done: plan again, and the new plan goes on from there.
-- Part 1 of 6
ALTER TABLE `users` DROP CONSTRAINT `score_positive`;
-- Part 2 of 6
DROP INDEX `users_by_score` ON `users`;
-- Part 3 of 6
ALTER TABLE `users` DROP INDEX `users_legacy_code_key`;
-- Part 4 of 6
ALTER TABLE `users` DROP COLUMN `legacy_code`;
-- Part 5 of 6
ALTER TABLE `users` DROP COLUMN `legacy_role`;
-- Part 6 of 6
ALTER TABLE `users` DROP COLUMN `legacy_score`;
