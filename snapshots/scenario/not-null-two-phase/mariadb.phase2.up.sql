-- require_nick_in_users (up), contract
-- For MariaDB 10.11.19. Run with: mariadb DATABASE < FILE

-- Committed in 4 parts. If one fails, those before it stay done: plan again, and the new plan goes on from there.
-- Part 1 of 4
UPDATE `users` SET `nick` = `email` WHERE `nick` IS NULL;
-- Part 2 of 4
ALTER TABLE `users` MODIFY COLUMN `nick` varchar(190) NOT NULL;
-- Part 3 of 4
DROP TRIGGER `altair_sync_users_9e6ef23502_update`;
-- Part 4 of 4
DROP TRIGGER `altair_sync_users_9e6ef23502_insert`;
