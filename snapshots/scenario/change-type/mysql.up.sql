-- change_things (up)
-- For MySQL 9.7.4. Run with: mysql DATABASE < FILE

ALTER TABLE `things` MODIFY COLUMN `id` bigint NOT NULL AUTO_INCREMENT;
ALTER TABLE `things` MODIFY COLUMN `small` int NOT NULL DEFAULT 3;
ALTER TABLE `things` MODIFY COLUMN `name` varchar(80) NOT NULL DEFAULT 'none';
ALTER TABLE `things` MODIFY COLUMN `note` text NOT NULL;
ALTER TABLE `things` MODIFY COLUMN `price` decimal(12,4) NOT NULL;
ALTER TABLE `things` ADD COLUMN `age_new` int NULL AFTER `age`;
UPDATE `things` SET `age_new` = cast(nullif(trim(`age`), '') AS signed);
ALTER TABLE `things` DROP COLUMN `age`, CHANGE COLUMN `age_new` `age` int NULL;
ALTER TABLE `things` MODIFY COLUMN `day` datetime NOT NULL;
