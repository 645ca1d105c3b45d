-- change_things (down)
-- For MySQL 9.7.4. Run with: mysql DATABASE < FILE

-- Committed in 7 parts. If one fails, those before it stay done: plan again, and the new plan goes on from there.
-- Part 1 of 7
ALTER TABLE `things` MODIFY COLUMN `day` date NOT NULL;
-- Part 2 of 7
ALTER TABLE `things` MODIFY COLUMN `age` varchar(10) NOT NULL;
-- Part 3 of 7
ALTER TABLE `things` MODIFY COLUMN `price` decimal(8,2) NOT NULL;
-- Part 4 of 7
ALTER TABLE `things` MODIFY COLUMN `note` varchar(200) NOT NULL;
-- Part 5 of 7
ALTER TABLE `things` MODIFY COLUMN `name` varchar(20) NOT NULL DEFAULT 'none';
-- Part 6 of 7
ALTER TABLE `things` MODIFY COLUMN `small` smallint NOT NULL DEFAULT 3;
-- Part 7 of 7
ALTER TABLE `things` MODIFY COLUMN `id` int NOT NULL AUTO_INCREMENT;
