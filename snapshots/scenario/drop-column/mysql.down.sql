-- change_users (down)
-- For MySQL 9.7.4. Run with: mysql DATABASE < FILE

-- Not everything comes back; the plan says what does not.
ALTER TABLE `users` ADD COLUMN `legacy_score` int NULL;
ALTER TABLE `users` ADD COLUMN `legacy_role` varchar(20) NULL DEFAULT 'guest';
ALTER TABLE `users` ADD COLUMN `legacy_code` varchar(20) NULL;
ALTER TABLE `users` ADD UNIQUE KEY `users_legacy_code_key` (`legacy_code`);
CREATE INDEX `users_by_score` ON `users` (`legacy_score`, `email`);
ALTER TABLE `users` ADD CONSTRAINT `score_positive` CHECK (`legacy_score` >= 0);
