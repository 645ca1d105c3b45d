-- change_things (up)
-- For MySQL 9.7.4. Run with: mysql DATABASE < FILE

-- Committed in 9 parts. If one fails, those before it stay done: plan again, and the new plan goes on from there.
-- Part 1 of 9
ALTER TABLE `things` MODIFY COLUMN `id` bigint NOT NULL AUTO_INCREMENT;
-- Part 2 of 9
ALTER TABLE `things` MODIFY COLUMN `small` int NOT NULL DEFAULT 3;
-- Part 3 of 9
ALTER TABLE `things` MODIFY COLUMN `name` varchar(80) NOT NULL DEFAULT 'none';
-- Part 4 of 9
ALTER TABLE `things` MODIFY COLUMN `note` text NOT NULL;
-- Part 5 of 9
ALTER TABLE `things` MODIFY COLUMN `price` decimal(12,4) NOT NULL;
-- Part 6 of 9
ALTER TABLE `things` ADD COLUMN `age_new` int NULL AFTER `age`;
-- Part 7 of 9
UPDATE `things` SET `age_new` = cast(nullif(trim(`age`), '') AS signed);
-- Part 8 of 9
ALTER TABLE `things` DROP COLUMN `age`, CHANGE COLUMN `age_new` `age` int NULL;
-- Part 9 of 9
ALTER TABLE `things` MODIFY COLUMN `day` datetime NOT NULL;
