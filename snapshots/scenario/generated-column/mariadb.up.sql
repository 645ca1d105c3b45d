-- change_posts (up)
-- For MariaDB 10.11.19. Run with: mariadb DATABASE < FILE

ALTER TABLE `posts` MODIFY COLUMN `shout` varchar(80) GENERATED ALWAYS AS (upper(trim(`title`))) STORED;
ALTER TABLE `posts` ADD COLUMN `slug` varchar(80) GENERATED ALWAYS AS (lower(`title`)) STORED;
CREATE INDEX `posts_slug` ON `posts` (`slug`);
