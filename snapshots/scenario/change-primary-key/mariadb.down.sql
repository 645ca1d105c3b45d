-- change_labels_and_readings (down)
-- For MariaDB 10.11.19. Run with: mariadb DATABASE < FILE

ALTER TABLE `readings` DROP PRIMARY KEY, ADD PRIMARY KEY (`sensor`);
ALTER TABLE `labels` DROP PRIMARY KEY;
