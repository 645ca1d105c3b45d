-- change_posts (up)
-- For MariaDB 10.11.19. Run with: mariadb DATABASE < FILE

-- Committed in 3 parts. If one fails, those before it stay done: plan again, and the new plan goes on from there.
-- Part 1 of 3
ALTER TABLE `posts` MODIFY COLUMN `shout` varchar(80) GENERATED ALWAYS AS (upper(trim(`title`))) STORED;
-- Part 2 of 3
ALTER TABLE `posts` ADD COLUMN `slug` varchar(80) GENERATED ALWAYS AS (lower(`title`)) STORED;
-- Part 3 of 3
CREATE INDEX `posts_slug` ON `posts` (`slug`);
