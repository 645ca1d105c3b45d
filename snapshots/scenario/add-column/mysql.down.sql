-- change_users (down)
-- For MySQL 9.7.4. Run with: mysql DATABASE < FILE

-- Committed in 3 parts. If one fails, those before it stay done: plan again, and the new plan goes on from there.
-- Part 1 of 3
ALTER TABLE `users` DROP COLUMN `display_name`, DROP COLUMN `motto`;
-- Part 2 of 3
ALTER TABLE `users` DROP COLUMN `seen_at`;
-- Part 3 of 3
ALTER TABLE `users` DROP COLUMN `active`, DROP COLUMN `visits`, DROP COLUMN `nickname`;
