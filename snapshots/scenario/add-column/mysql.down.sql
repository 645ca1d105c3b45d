-- change_users (down)
-- For MySQL 9.7.4. Run with: mysql DATABASE < FILE

-- Committed in 6 parts. If one fails, those before it stay done: plan again, and the new plan goes on from there.
-- Part 1 of 6
ALTER TABLE `users` DROP COLUMN `display_name`;
-- Part 2 of 6
ALTER TABLE `users` DROP COLUMN `motto`;
-- Part 3 of 6
ALTER TABLE `users` DROP COLUMN `seen_at`;
-- Part 4 of 6
ALTER TABLE `users` DROP COLUMN `active`;
-- Part 5 of 6
ALTER TABLE `users` DROP COLUMN `visits`;
-- Part 6 of 6
ALTER TABLE `users` DROP COLUMN `nickname`;
