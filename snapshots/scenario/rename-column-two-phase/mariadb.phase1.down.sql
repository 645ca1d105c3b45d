-- add_new_column_for_rename_of_password_in_users_and_more (down), expand
-- For MariaDB 10.11.19. Run with: mariadb DATABASE < FILE

ALTER TABLE `users` DROP CONSTRAINT `users_age_check`;
DROP INDEX `users_age_nick_idx` ON `users`;
ALTER TABLE `users` DROP INDEX `users_email_key`;
DROP TRIGGER `altair_sync_users_2895836dc0_update`;
DROP TRIGGER `altair_sync_users_2895836dc0_insert`;
ALTER TABLE `users` MODIFY COLUMN `mail` varchar(190) NOT NULL;
DROP TRIGGER `altair_sync_users_beab229b54_update`;
DROP TRIGGER `altair_sync_users_beab229b54_insert`;
ALTER TABLE `users` MODIFY COLUMN `password` varchar(120) NOT NULL;
DROP TRIGGER `altair_sync_users_93992d25bd_update`;
DROP TRIGGER `altair_sync_users_93992d25bd_insert`;
ALTER TABLE `users` DROP COLUMN `age`;
ALTER TABLE `users` DROP COLUMN `email`;
ALTER TABLE `users` DROP COLUMN `password_hash`;
