-- add_new_column_for_rename_of_password_in_users_and_more (down), expand
-- For MariaDB 10.11.19. Run with: mariadb DATABASE < FILE

-- Committed in 12 parts. If one fails, those before it stay done: plan again, and the new plan goes on from there.
-- Part 1 of 12
ALTER TABLE `users` DROP CONSTRAINT `users_age_check`;
-- Part 2 of 12
DROP INDEX `users_age_nick_idx` ON `users`;
-- Part 3 of 12
ALTER TABLE `users` DROP INDEX `users_email_key`;
-- Part 4 of 12
DROP TRIGGER `altair_sync_users_2895836dc0_update`;
-- Part 5 of 12
DROP TRIGGER `altair_sync_users_2895836dc0_insert`;
-- Part 6 of 12
ALTER TABLE `users` MODIFY COLUMN `mail` varchar(190) NOT NULL;
-- Part 7 of 12
DROP TRIGGER `altair_sync_users_beab229b54_update`;
-- Part 8 of 12
DROP TRIGGER `altair_sync_users_beab229b54_insert`;
-- Part 9 of 12
ALTER TABLE `users` MODIFY COLUMN `password` varchar(120) NOT NULL;
-- Part 10 of 12
DROP TRIGGER `altair_sync_users_93992d25bd_update`;
-- Part 11 of 12
DROP TRIGGER `altair_sync_users_93992d25bd_insert`;
-- Part 12 of 12
ALTER TABLE `users` DROP COLUMN `age`, DROP COLUMN `email`, DROP COLUMN `password_hash`;
