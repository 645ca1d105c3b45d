-- change_things (up)
-- For MySQL 9.7.4. Run with: mysql DATABASE < FILE

-- Committed in 5 parts. If one fails, those before it stay done: plan again, and the new plan goes on from there.
-- Part 1 of 5
ALTER TABLE `things` MODIFY COLUMN `id` bigint NOT NULL AUTO_INCREMENT, MODIFY COLUMN `small` int NOT NULL DEFAULT 3, MODIFY COLUMN `name` varchar(80) NOT NULL DEFAULT 'none', MODIFY COLUMN `note` text NOT NULL, MODIFY COLUMN `price` decimal(12,4) NOT NULL;
-- Part 2 of 5
ALTER TABLE `things` ADD COLUMN `age_new` int NULL AFTER `age`;
-- Part 3 of 5
UPDATE `things` SET `age_new` = cast(nullif(trim(`age`), '') AS signed);
-- Part 4 of 5
ALTER TABLE `things` DROP COLUMN `age`, CHANGE COLUMN `age_new` `age` int NULL;
-- Part 5 of 5
ALTER TABLE `things` MODIFY COLUMN `day` datetime NOT NULL;
