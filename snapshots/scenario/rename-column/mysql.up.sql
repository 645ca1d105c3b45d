-- change_letters_and_users (up)
-- For MySQL 9.7.4. Run with: mysql DATABASE < FILE

-- Committed in 4 parts. If one fails, those before it stay done: plan again, and the new plan goes on from there.
-- Part 1 of 4
ALTER TABLE `letters` RENAME COLUMN `recipient` TO `addressee`;
-- Part 2 of 4
ALTER TABLE `users` RENAME COLUMN `password` TO `password_hash`;
-- Part 3 of 4
ALTER TABLE `users` RENAME COLUMN `mail` TO `email`;
-- Part 4 of 4
ALTER TABLE `users` DROP CONSTRAINT `years_positive`, RENAME COLUMN `years` TO `age`, ADD CONSTRAINT `years_positive` CHECK (`age` >= 0);
