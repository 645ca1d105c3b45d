-- change_group (up)
-- For MySQL 9.7.4. Run with: mysql DATABASE < FILE

-- Committed in 10 parts. If one fails, those before it stay done: plan again, and the new plan goes on from there.
-- Part 1 of 10
RENAME TABLE `order` TO `group`;
-- Part 2 of 10
ALTER TABLE `group` RENAME COLUMN `left` TO `select`;
-- Part 3 of 10
ALTER TABLE `group` RENAME COLUMN `from` TO `two words`;
-- Part 4 of 10
DROP INDEX `key` ON `group`;
-- Part 5 of 10
ALTER TABLE `group` ADD COLUMN `it's "quoted" ``so``` varchar(20) NULL;
-- Part 6 of 10
ALTER TABLE `group` MODIFY COLUMN `right` varchar(40) NULL DEFAULT 'r';
-- Part 7 of 10
UPDATE `group` SET `right` = 'none' WHERE `right` IS NULL;
-- Part 8 of 10
ALTER TABLE `group` MODIFY COLUMN `right` varchar(40) NOT NULL DEFAULT 'r';
-- Part 9 of 10
CREATE INDEX `key` ON `group` (`select`, `two words` DESC);
-- Part 10 of 10
ALTER TABLE `group` ADD CONSTRAINT `where` CHECK (`two words` >= 0);
