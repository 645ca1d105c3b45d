-- change_logs (down)
-- For MariaDB 10.11.19. Run with: mariadb DATABASE < FILE

ALTER TABLE `logs` COMMENT='';
ALTER TABLE `logs` MODIFY COLUMN `level` smallint NOT NULL COMMENT 'old words';
ALTER TABLE `logs` MODIFY COLUMN `line` varchar(200) NOT NULL;
ALTER TABLE `logs` MODIFY COLUMN `id` bigint NOT NULL AUTO_INCREMENT;
