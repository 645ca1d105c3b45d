-- change_users (up)
-- For MariaDB 10.11.19. Run with: mariadb DATABASE < FILE

ALTER TABLE `users` DROP CONSTRAINT `score_positive`;
DROP INDEX `users_by_score` ON `users`;
ALTER TABLE `users` DROP INDEX `users_legacy_code_key`;
ALTER TABLE `users` DROP COLUMN `legacy_code`;
ALTER TABLE `users` DROP COLUMN `legacy_role`;
ALTER TABLE `users` DROP COLUMN `legacy_score`;
