-- change_users (up)
-- For MariaDB 10.11.19. Run with: mariadb DATABASE < FILE

SET @altair_sql_mode = @@SESSION.sql_mode;
SET SESSION sql_mode = REPLACE(@@SESSION.sql_mode, 'NO_BACKSLASH_ESCAPES', '');
ALTER TABLE `users` ADD COLUMN `nickname` varchar(40) NULL;
ALTER TABLE `users` ADD COLUMN `visits` int NOT NULL DEFAULT 0;
ALTER TABLE `users` ADD COLUMN `active` tinyint(1) NOT NULL DEFAULT 1;
ALTER TABLE `users` ADD COLUMN `seen_at` datetime NOT NULL DEFAULT CURRENT_TIMESTAMP;
ALTER TABLE `users` ADD COLUMN `motto` varchar(80) NOT NULL DEFAULT 'it''s \\ 100%';
ALTER TABLE `users` ADD COLUMN `display_name` varchar(190) NULL;
UPDATE `users` SET `display_name` = coalesce(concat(`first_name`, ' ', `last_name`), `email`) WHERE `display_name` IS NULL;
ALTER TABLE `users` MODIFY COLUMN `display_name` varchar(190) NOT NULL;
SET SESSION sql_mode = @altair_sql_mode;
