-- change_letters_and_users (up)
-- For MariaDB 10.11.19. Run with: mariadb DATABASE < FILE

ALTER TABLE `letters` RENAME COLUMN `recipient` TO `addressee`;
ALTER TABLE `users` RENAME COLUMN `password` TO `password_hash`;
ALTER TABLE `users` RENAME COLUMN `mail` TO `email`;
ALTER TABLE `users` RENAME COLUMN `years` TO `age`;
