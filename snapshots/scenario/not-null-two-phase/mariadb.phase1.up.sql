-- fill_nick_in_users_before_not_null (up), expand
-- For MariaDB 10.11.19. Run with: mariadb DATABASE < FILE

-- Committed in 3 parts. If one fails, those before it stay done: plan again, and the new plan goes on from there.
-- Part 1 of 3
CREATE TRIGGER `altair_sync_users_9e6ef23502_insert` BEFORE INSERT ON `users` FOR EACH ROW SET NEW.`nick` = IF(NEW.`nick` IS NULL, `NEW`.`email`, NEW.`nick`);
-- Part 2 of 3
CREATE TRIGGER `altair_sync_users_9e6ef23502_update` BEFORE UPDATE ON `users` FOR EACH ROW SET NEW.`nick` = IF(NEW.`nick` IS NULL, `NEW`.`email`, NEW.`nick`);
-- Part 3 of 3
UPDATE `users` SET `nick` = `email` WHERE `nick` IS NULL;
