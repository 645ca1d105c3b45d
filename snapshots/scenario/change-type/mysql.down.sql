-- change_things (down)
-- For MySQL 9.7.4. Run with: mysql DATABASE < FILE

ALTER TABLE `things` MODIFY COLUMN `day` date NOT NULL;
ALTER TABLE `things` MODIFY COLUMN `age` varchar(10) NOT NULL;
ALTER TABLE `things` MODIFY COLUMN `price` decimal(8,2) NOT NULL;
ALTER TABLE `things` MODIFY COLUMN `note` varchar(200) NOT NULL;
ALTER TABLE `things` MODIFY COLUMN `name` varchar(20) NOT NULL DEFAULT 'none';
ALTER TABLE `things` MODIFY COLUMN `small` smallint NOT NULL DEFAULT 3;
ALTER TABLE `things` MODIFY COLUMN `id` int NOT NULL AUTO_INCREMENT;
