-- add_new_column_for_rename_of_password_in_users_and_more (down), expand
-- For MySQL 9.7.4. Run with: mysql DATABASE < FILE

ALTER TABLE `users` DROP CONSTRAINT `users_age_check`;
DROP INDEX `users_age_nick_idx` ON `users`;
ALTER TABLE `users` DROP INDEX `users_email_key`;
DROP TRIGGER `altair_sync_users_93992d25bd_update`;
DROP TRIGGER `altair_sync_users_93992d25bd_insert`;
DROP TRIGGER `altair_sync_users_2895836dc0_update`;
DROP TRIGGER `altair_sync_users_2895836dc0_insert`;
DROP TRIGGER `altair_sync_users_beab229b54_update`;
DROP TRIGGER `altair_sync_users_beab229b54_insert`;
ALTER TABLE `users` DROP COLUMN `age`;
ALTER TABLE `users` DROP COLUMN `email`;
ALTER TABLE `users` DROP COLUMN `password_hash`;
