-- change_logs (down)
-- For MySQL 9.7.4. Run with: mysql DATABASE < FILE

-- Committed in 4 parts. If one fails, those before it stay done: plan again, and the new plan goes on from there.
-- Part 1 of 4
ALTER TABLE `logs` COMMENT='';
-- Part 2 of 4
ALTER TABLE `logs` MODIFY COLUMN `level` smallint NOT NULL COMMENT 'old words';
-- Part 3 of 4
ALTER TABLE `logs` MODIFY COLUMN `line` varchar(200) NOT NULL;
-- Part 4 of 4
ALTER TABLE `logs` MODIFY COLUMN `id` bigint NOT NULL AUTO_INCREMENT;
