-- fill_nick_in_users_before_not_null (up), expand
-- For MySQL 9.7.4. Run with: mysql DATABASE < FILE

CREATE TRIGGER `altair_sync_users_9e6ef23502_insert` BEFORE INSERT ON `users` FOR EACH ROW SET NEW.`nick` = IF(NEW.`nick` IS NULL, `NEW`.`email`, NEW.`nick`);
CREATE TRIGGER `altair_sync_users_9e6ef23502_update` BEFORE UPDATE ON `users` FOR EACH ROW SET NEW.`nick` = IF(NEW.`nick` IS NULL, `NEW`.`email`, NEW.`nick`);
UPDATE `users` SET `nick` = `email` WHERE `nick` IS NULL;
