-- change_letters_and_users (down)
-- For MariaDB 10.11.19. Run with: mariadb DATABASE < FILE

-- Committed in 4 parts. If one fails, those before it stay done: plan again, and the new plan goes on from there.
-- Part 1 of 4
ALTER TABLE `users` RENAME COLUMN `age` TO `years`;
-- Part 2 of 4
ALTER TABLE `users` RENAME COLUMN `email` TO `mail`;
-- Part 3 of 4
ALTER TABLE `users` RENAME COLUMN `password_hash` TO `password`;
-- Part 4 of 4
ALTER TABLE `letters` RENAME COLUMN `addressee` TO `recipient`;
