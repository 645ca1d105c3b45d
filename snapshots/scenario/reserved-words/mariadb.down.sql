-- change_group (down)
-- For MariaDB 10.11.19. Run with: mariadb DATABASE < FILE

ALTER TABLE `group` DROP CONSTRAINT `where`;
DROP INDEX `key` ON `group`;
ALTER TABLE `group` MODIFY COLUMN `right` varchar(40) NULL DEFAULT 'r';
ALTER TABLE `group` MODIFY COLUMN `right` varchar(20) NULL DEFAULT 'r';
ALTER TABLE `group` DROP COLUMN `it's "quoted" ``so```;
CREATE INDEX `key` ON `group` (`select`);
ALTER TABLE `group` RENAME COLUMN `two words` TO `from`;
ALTER TABLE `group` RENAME COLUMN `select` TO `left`;
RENAME TABLE `group` TO `order`;
