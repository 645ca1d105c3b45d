-- change_users (down)
-- For MariaDB 10.11.19. Run with: mariadb DATABASE < FILE

ALTER TABLE `users` DROP COLUMN `display_name`;
ALTER TABLE `users` DROP COLUMN `motto`;
ALTER TABLE `users` DROP COLUMN `seen_at`;
ALTER TABLE `users` DROP COLUMN `active`;
ALTER TABLE `users` DROP COLUMN `visits`;
ALTER TABLE `users` DROP COLUMN `nickname`;
