-- change_users (up)
-- For MariaDB 10.11.19. Run with: mariadb DATABASE < FILE

-- Committed in 4 parts. If one fails, those before it stay done: plan again, and the new plan goes on from there.
-- Part 1 of 4
ALTER TABLE `users` DROP CONSTRAINT `score_positive`;
-- Part 2 of 4
DROP INDEX `users_by_score` ON `users`;
-- Part 3 of 4
ALTER TABLE `users` DROP INDEX `users_legacy_code_key`;
-- Part 4 of 4
ALTER TABLE `users` DROP COLUMN `legacy_code`, DROP COLUMN `legacy_role`, DROP COLUMN `legacy_score`;
