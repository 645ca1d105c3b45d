-- change_chickens_and_eggs (down)
-- For MariaDB 10.11.19. Run with: mariadb DATABASE < FILE

-- Committed in 4 parts. If one fails, those before it stay done: plan again, and the new plan goes on from there.
-- Part 1 of 4
ALTER TABLE `eggs` DROP FOREIGN KEY `eggs_laid_by_fkey`;
-- Part 2 of 4
ALTER TABLE `chickens` DROP FOREIGN KEY `chickens_hatched_from_fkey`;
-- Part 3 of 4
DROP TABLE `eggs`;
-- Part 4 of 4
DROP TABLE `chickens`;
