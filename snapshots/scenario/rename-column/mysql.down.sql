-- change_letters_and_users (down)
-- For MySQL 9.7.4. Run with: mysql DATABASE < FILE

ALTER TABLE `users` DROP CONSTRAINT `years_positive`, RENAME COLUMN `age` TO `years`, ADD CONSTRAINT `years_positive` CHECK (`years` >= 0);
ALTER TABLE `users` RENAME COLUMN `email` TO `mail`;
ALTER TABLE `users` RENAME COLUMN `password_hash` TO `password`;
ALTER TABLE `letters` RENAME COLUMN `addressee` TO `recipient`;
