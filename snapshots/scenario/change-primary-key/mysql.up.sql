-- change_labels_and_readings (up)
-- For MySQL 9.7.4. Run with: mysql DATABASE < FILE

ALTER TABLE `labels` ADD PRIMARY KEY (`code`);
ALTER TABLE `readings` DROP PRIMARY KEY, ADD PRIMARY KEY (`sensor`, `taken_at`);
