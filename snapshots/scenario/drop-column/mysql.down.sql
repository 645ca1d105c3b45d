-- change_users (down)
-- For MySQL 9.7.4. Run with: mysql DATABASE < FILE

-- Not everything comes back; the plan says what does not.
-- Committed in 4 parts. If one fails, those before it stay done: plan again, and the new plan goes on from there.
-- Part 1 of 4
ALTER TABLE `users` ADD COLUMN `legacy_score` int NULL, ADD COLUMN `legacy_role` varchar(20) NULL DEFAULT 'guest', ADD COLUMN `legacy_code` varchar(20) NULL;
-- Part 2 of 4
ALTER TABLE `users` ADD UNIQUE KEY `users_legacy_code_key` (`legacy_code`);
-- Part 3 of 4
CREATE INDEX `users_by_score` ON `users` (`legacy_score`, `email`);
-- Part 4 of 4
ALTER TABLE `users` ADD CONSTRAINT `score_positive` CHECK (`legacy_score` >= 0);
