-- change_labels_and_readings (down)
-- For MariaDB 10.11.19. Run with: mariadb DATABASE < FILE

-- Committed in 2 parts. If one fails, those before it stay done: plan again, and the new plan goes on from there.
-- Part 1 of 2
ALTER TABLE `readings` DROP PRIMARY KEY, ADD PRIMARY KEY (`sensor`);
-- Part 2 of 2
ALTER TABLE `labels` DROP PRIMARY KEY;
