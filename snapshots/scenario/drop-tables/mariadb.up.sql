-- change_chickens_and_eggs (up)
-- For MariaDB 10.11.19. Run with: mariadb DATABASE < FILE

ALTER TABLE `chickens` DROP FOREIGN KEY `chickens_hatched_from_fkey`;
ALTER TABLE `eggs` DROP FOREIGN KEY `eggs_laid_by_fkey`;
DROP TABLE `chickens`;
DROP TABLE `eggs`;
