-- change_posts (down)
-- For MySQL 9.7.4. Run with: mysql DATABASE < FILE

DROP INDEX `posts_slug` ON `posts`;
ALTER TABLE `posts` DROP COLUMN `slug`;
ALTER TABLE `posts` MODIFY COLUMN `shout` varchar(80) GENERATED ALWAYS AS (upper(`title`)) STORED;
