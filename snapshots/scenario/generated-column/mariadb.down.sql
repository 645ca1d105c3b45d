-- change_posts (down)
-- For MariaDB 10.11.19. Run with: mariadb DATABASE < FILE

DROP INDEX `posts_slug` ON `posts`;
ALTER TABLE `posts` DROP COLUMN `slug`;
ALTER TABLE `posts` MODIFY COLUMN `shout` varchar(80) GENERATED ALWAYS AS (upper(`title`)) STORED;
