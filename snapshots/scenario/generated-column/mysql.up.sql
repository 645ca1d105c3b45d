-- change_posts (up)
-- For MySQL 9.7.4. Run with: mysql DATABASE < FILE

ALTER TABLE `posts` MODIFY COLUMN `shout` varchar(80) GENERATED ALWAYS AS (upper(trim(`title`))) STORED;
ALTER TABLE `posts` ADD COLUMN `slug` varchar(80) GENERATED ALWAYS AS (lower(`title`)) STORED;
CREATE INDEX `posts_slug` ON `posts` (`slug`);
