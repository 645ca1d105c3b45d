-- change_letters_and_users (up)
-- For MySQL 9.7.4. Run with: mysql DATABASE < FILE

ALTER TABLE `letters` RENAME COLUMN `recipient` TO `addressee`;
ALTER TABLE `users` RENAME COLUMN `password` TO `password_hash`;
ALTER TABLE `users` RENAME COLUMN `mail` TO `email`;
ALTER TABLE `users` DROP CONSTRAINT `years_positive`, RENAME COLUMN `years` TO `age`, ADD CONSTRAINT `years_positive` CHECK (`age` >= 0);
