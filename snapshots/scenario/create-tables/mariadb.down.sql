-- change_chickens_and_eggs (down)
-- For MariaDB 10.11.19. Run with: mariadb DATABASE < FILE

ALTER TABLE `eggs` DROP FOREIGN KEY `eggs_laid_by_fkey`;
ALTER TABLE `chickens` DROP FOREIGN KEY `chickens_hatched_from_fkey`;
DROP TABLE `eggs`;
DROP TABLE `chickens`;
