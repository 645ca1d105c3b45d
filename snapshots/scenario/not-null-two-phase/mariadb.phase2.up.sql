-- require_nick_in_users (up), contract
-- For MariaDB 10.11.19. Run with: mariadb DATABASE < FILE

UPDATE `users` SET `nick` = `email` WHERE `nick` IS NULL;
ALTER TABLE `users` MODIFY COLUMN `nick` varchar(190) NOT NULL;
DROP TRIGGER `altair_sync_users_9e6ef23502_update`;
DROP TRIGGER `altair_sync_users_9e6ef23502_insert`;
