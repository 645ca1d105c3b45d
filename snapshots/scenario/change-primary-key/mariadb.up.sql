-- change_labels_and_readings (up)
-- For MariaDB 10.11.19. Run with: mariadb DATABASE < FILE

ALTER TABLE `labels` ADD PRIMARY KEY (`code`);
ALTER TABLE `readings` DROP PRIMARY KEY, ADD PRIMARY KEY (`sensor`, `taken_at`);
