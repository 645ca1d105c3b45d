-- change_users (up)
-- For MySQL 9.7.4. Run with: mysql DATABASE < FILE

-- Committed in 5 parts. If one fails, those before it stay done: plan again, and the new plan goes on from there.
SET @altair_sql_mode = @@SESSION.sql_mode;
SET SESSION sql_mode = REPLACE(@@SESSION.sql_mode, 'NO_BACKSLASH_ESCAPES', '');
-- Part 1 of 5
ALTER TABLE `users` ADD COLUMN `nickname` varchar(40) NULL, ADD COLUMN `visits` int NOT NULL DEFAULT 0, ADD COLUMN `active` tinyint(1) NOT NULL DEFAULT 1;
-- Part 2 of 5
ALTER TABLE `users` ADD COLUMN `seen_at` datetime NOT NULL DEFAULT CURRENT_TIMESTAMP;
-- Part 3 of 5
ALTER TABLE `users` ADD COLUMN `motto` varchar(80) NOT NULL DEFAULT 'it''s \\ 100%', ADD COLUMN `display_name` varchar(190) NULL;
-- Part 4 of 5
UPDATE `users` SET `display_name` = coalesce(concat(`first_name`, ' ', `last_name`), `email`) WHERE `display_name` IS NULL;
-- Part 5 of 5
ALTER TABLE `users` MODIFY COLUMN `display_name` varchar(190) NOT NULL;
SET SESSION sql_mode = @altair_sql_mode;
