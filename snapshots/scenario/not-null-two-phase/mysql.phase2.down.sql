-- require_nick_in_users (down), contract
-- For MySQL 9.7.4. Run with: mysql DATABASE < FILE

CREATE TRIGGER `altair_sync_users_9e6ef23502_insert` BEFORE INSERT ON `users` FOR EACH ROW SET @altair_sync = IF(`NEW`.`nick` IS NOT NULL, IF(FALSE, IF((cast(`NEW`.`nick` AS binary) <=> cast(`NEW`.`email` AS binary)), 0, 1), 1), 2), NEW.`nick` = IF(@altair_sync = 2, `NEW`.`email`, NEW.`nick`);
CREATE TRIGGER `altair_sync_users_9e6ef23502_update` BEFORE UPDATE ON `users` FOR EACH ROW SET @altair_sync = IF((NOT (cast(`NEW`.`nick` AS binary) <=> cast(`OLD`.`nick` AS binary))), IF((cast(`NEW`.`nick` AS binary) <=> cast(`NEW`.`email` AS binary)), 0, IF((NOT (cast(`NEW`.`nick` AS binary) <=> cast(`OLD`.`nick` AS binary))), 1, 2)), 0), NEW.`nick` = IF(@altair_sync = 2, `NEW`.`email`, NEW.`nick`);
ALTER TABLE `users` MODIFY COLUMN `nick` varchar(190) NULL;
