-- change_posts (down)
-- For MariaDB 10.11.19. Run with: mariadb DATABASE < FILE

-- Committed in 3 parts. If one fails, those before it stay done: plan again, and the new plan goes on from there.
-- Part 1 of 3
DROP INDEX `posts_slug` ON `posts`;
-- Part 2 of 3
ALTER TABLE `posts` DROP COLUMN `slug`;
-- Part 3 of 3
ALTER TABLE `posts` MODIFY COLUMN `shout` varchar(80) GENERATED ALWAYS AS (upper(`title`)) STORED;
