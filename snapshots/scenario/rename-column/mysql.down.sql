-- change_letters_and_users (down)
-- For MySQL 9.7.4. Run with: mysql DATABASE < FILE

-- Committed in 4 parts. If one fails, those before it stay done: plan again, and the new plan goes on from there.
-- Part 1 of 4
ALTER TABLE `users` DROP CONSTRAINT `years_positive`, RENAME COLUMN `age` TO `years`, ADD CONSTRAINT `years_positive` CHECK (`years` >= 0);
-- Part 2 of 4
ALTER TABLE `users` RENAME COLUMN `email` TO `mail`;
-- Part 3 of 4
ALTER TABLE `users` RENAME COLUMN `password_hash` TO `password`;
-- Part 4 of 4
ALTER TABLE `letters` RENAME COLUMN `addressee` TO `recipient`;
