-- change_letters_and_users (down)
-- For MariaDB 10.11.19. Run with: mariadb DATABASE < FILE

ALTER TABLE `users` RENAME COLUMN `age` TO `years`;
ALTER TABLE `users` RENAME COLUMN `email` TO `mail`;
ALTER TABLE `users` RENAME COLUMN `password_hash` TO `password`;
ALTER TABLE `letters` RENAME COLUMN `addressee` TO `recipient`;
