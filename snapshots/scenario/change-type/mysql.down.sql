-- change_things (down)
-- For MySQL 9.7.4. Run with: mysql DATABASE < FILE

-- Committed in 3 parts. If one fails, those before it stay done: plan again, and the new plan goes on from there.
-- Part 1 of 3
ALTER TABLE `things` MODIFY COLUMN `day` date NOT NULL;
-- Part 2 of 3
ALTER TABLE `things` MODIFY COLUMN `age` varchar(10) NOT NULL;
-- Part 3 of 3
ALTER TABLE `things` MODIFY COLUMN `price` decimal(8,2) NOT NULL, MODIFY COLUMN `note` varchar(200) NOT NULL, MODIFY COLUMN `name` varchar(20) NOT NULL DEFAULT 'none', MODIFY COLUMN `small` smallint NOT NULL DEFAULT 3, MODIFY COLUMN `id` int NOT NULL AUTO_INCREMENT;
