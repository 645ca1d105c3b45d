-- change_group (down)
-- For MariaDB 10.11.19. Run with: mariadb DATABASE < FILE

-- Committed in 9 parts. If one fails, those before it stay done: plan again, and the new plan goes on from there.
-- Part 1 of 9
ALTER TABLE `group` DROP CONSTRAINT `where`;
-- Part 2 of 9
DROP INDEX `key` ON `group`;
-- Part 3 of 9
ALTER TABLE `group` MODIFY COLUMN `right` varchar(40) NULL DEFAULT 'r';
-- Part 4 of 9
ALTER TABLE `group` MODIFY COLUMN `right` varchar(20) NULL DEFAULT 'r';
-- Part 5 of 9
ALTER TABLE `group` DROP COLUMN `it's "quoted" ``so```;
-- Part 6 of 9
CREATE INDEX `key` ON `group` (`select`);
-- Part 7 of 9
ALTER TABLE `group` RENAME COLUMN `two words` TO `from`;
-- Part 8 of 9
ALTER TABLE `group` RENAME COLUMN `select` TO `left`;
-- Part 9 of 9
RENAME TABLE `group` TO `order`;
