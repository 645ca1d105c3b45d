-- change_chickens_and_eggs (up)
-- For MySQL 9.7.4. Run with: mysql DATABASE < FILE

ALTER TABLE `chickens` DROP FOREIGN KEY `chickens_hatched_from_fkey`;
ALTER TABLE `eggs` DROP FOREIGN KEY `eggs_laid_by_fkey`;
DROP TABLE `chickens`;
DROP TABLE `eggs`;
