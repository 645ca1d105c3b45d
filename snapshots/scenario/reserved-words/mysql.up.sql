-- change_group (up)
-- For MySQL 9.7.4. Run with: mysql DATABASE < FILE

RENAME TABLE `order` TO `group`;
ALTER TABLE `group` RENAME COLUMN `left` TO `select`;
ALTER TABLE `group` RENAME COLUMN `from` TO `two words`;
DROP INDEX `key` ON `group`;
ALTER TABLE `group` ADD COLUMN `it's "quoted" ``so``` varchar(20) NULL;
ALTER TABLE `group` MODIFY COLUMN `right` varchar(40) NULL DEFAULT 'r';
UPDATE `group` SET `right` = 'none' WHERE `right` IS NULL;
ALTER TABLE `group` MODIFY COLUMN `right` varchar(40) NOT NULL DEFAULT 'r';
CREATE INDEX `key` ON `group` (`select`, `two words` DESC);
ALTER TABLE `group` ADD CONSTRAINT `where` CHECK (`two words` >= 0);
