-- change_chickens_and_eggs (down)
-- For MySQL 9.7.4. Run with: mysql DATABASE < FILE

ALTER TABLE `eggs` DROP FOREIGN KEY `eggs_laid_by_fkey`;
ALTER TABLE `chickens` DROP FOREIGN KEY `chickens_hatched_from_fkey`;
DROP TABLE `eggs`;
DROP TABLE `chickens`;
