-- drop_old_column_after_rename_of_password_in_users_and_more (up), contract
-- For MySQL 9.7.4. Run with: mysql DATABASE < FILE

SELECT uuid_to_bin(if(rand() < 2, 'altair: users: password and password_hash differ, phase 2 was stopped', '')) FROM `users` WHERE (NOT (cast(`password_hash` AS binary) <=> cast(`password` AS binary))) LIMIT 1;
SELECT uuid_to_bin(if(rand() < 2, 'altair: users: mail and email differ, phase 2 was stopped', '')) FROM `users` WHERE (NOT (cast(`email` AS binary) <=> cast(`mail` AS binary))) LIMIT 1;
SELECT uuid_to_bin(if(rand() < 2, 'altair: users: years and age differ, phase 2 was stopped', '')) FROM `users` WHERE (NOT (`age` <=> `years`)) LIMIT 1;
ALTER TABLE `users` DROP CONSTRAINT `users_age_check`;
ALTER TABLE `users` MODIFY COLUMN `password_hash` varchar(120) NOT NULL;
ALTER TABLE `users` MODIFY COLUMN `email` varchar(190) NOT NULL;
ALTER TABLE `users` MODIFY COLUMN `age` int NOT NULL DEFAULT 18;
ALTER TABLE `users` DROP CONSTRAINT `years_positive`;
ALTER TABLE `users` ADD CONSTRAINT `years_positive` CHECK (`age` >= 0);
DROP INDEX `users_years_nick_idx` ON `users`;
ALTER TABLE `users` DROP INDEX `users_mail_key`;
LOCK TABLES `users` WRITE;
DROP TRIGGER `altair_sync_users_beab229b54_update`;
DROP TRIGGER `altair_sync_users_beab229b54_insert`;
DROP TRIGGER `altair_sync_users_2895836dc0_update`;
DROP TRIGGER `altair_sync_users_2895836dc0_insert`;
DROP TRIGGER `altair_sync_users_93992d25bd_update`;
DROP TRIGGER `altair_sync_users_93992d25bd_insert`;
ALTER TABLE `users` DROP COLUMN `password`, DROP COLUMN `mail`, DROP COLUMN `years`;
UNLOCK TABLES;
