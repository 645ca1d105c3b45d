-- change_labels_and_readings (down)
-- For MySQL 9.7.4. Run with: mysql DATABASE < FILE

ALTER TABLE `readings` DROP PRIMARY KEY, ADD PRIMARY KEY (`sensor`);
ALTER TABLE `labels` DROP PRIMARY KEY;
