-- add_new_column_for_rename_of_password_in_users_and_more (down), expand
-- For MySQL 9.7.4. Run with: mysql DATABASE < FILE

-- Committed in 10 parts. If one fails, those before it stay done: plan again, and the new plan goes on from there.
-- Part 1 of 10
ALTER TABLE `users` DROP CONSTRAINT `users_age_check`;
-- Part 2 of 10
DROP INDEX `users_age_nick_idx` ON `users`;
-- Part 3 of 10
ALTER TABLE `users` DROP INDEX `users_email_key`;
-- Part 4 of 10
DROP TRIGGER `altair_sync_users_93992d25bd_update`;
-- Part 5 of 10
DROP TRIGGER `altair_sync_users_93992d25bd_insert`;
-- Part 6 of 10
DROP TRIGGER `altair_sync_users_2895836dc0_update`;
-- Part 7 of 10
DROP TRIGGER `altair_sync_users_2895836dc0_insert`;
-- Part 8 of 10
DROP TRIGGER `altair_sync_users_beab229b54_update`;
-- Part 9 of 10
DROP TRIGGER `altair_sync_users_beab229b54_insert`;
-- Part 10 of 10
ALTER TABLE `users` DROP COLUMN `age`, DROP COLUMN `email`, DROP COLUMN `password_hash`;
