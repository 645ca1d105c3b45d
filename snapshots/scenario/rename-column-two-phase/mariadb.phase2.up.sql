-- drop_old_column_after_rename_of_password_in_users_and_more (up), contract
-- For MariaDB 10.11.19. Run with: mariadb DATABASE < FILE

-- Committed in 18 parts. If one fails, those before it stay done: plan again, and the new plan goes on from there.
-- Part 1 of 18
SELECT cot(if(rand() < 2, 'altair: users: password and password_hash differ, phase 2 was stopped', 1)) FROM `users` WHERE (NOT (cast(`password_hash` AS binary) <=> cast(`password` AS binary))) LIMIT 1;
-- Part 2 of 18
SELECT cot(if(rand() < 2, 'altair: users: mail and email differ, phase 2 was stopped', 1)) FROM `users` WHERE (NOT (cast(`email` AS binary) <=> cast(`mail` AS binary))) LIMIT 1;
-- Part 3 of 18
SELECT cot(if(rand() < 2, 'altair: users: years and age differ, phase 2 was stopped', 1)) FROM `users` WHERE (NOT (`age` <=> `years`)) LIMIT 1;
-- Part 4 of 18
ALTER TABLE `users` DROP CONSTRAINT `users_age_check`;
-- Part 5 of 18
ALTER TABLE `users` MODIFY COLUMN `password_hash` varchar(120) NOT NULL;
-- Part 6 of 18
ALTER TABLE `users` MODIFY COLUMN `email` varchar(190) NOT NULL;
-- Part 7 of 18
ALTER TABLE `users` MODIFY COLUMN `age` int NOT NULL DEFAULT 18;
-- Part 8 of 18
ALTER TABLE `users` DROP CONSTRAINT `years_positive`;
-- Part 9 of 18
ALTER TABLE `users` ADD CONSTRAINT `years_positive` CHECK (`age` >= 0);
-- Part 10 of 18
DROP INDEX `users_years_nick_idx` ON `users`;
-- Part 11 of 18
ALTER TABLE `users` DROP INDEX `users_mail_key`;
-- Part 12 of 18
DROP TRIGGER `altair_sync_users_beab229b54_update`;
-- Part 13 of 18
DROP TRIGGER `altair_sync_users_beab229b54_insert`;
-- Part 14 of 18
DROP TRIGGER `altair_sync_users_2895836dc0_update`;
-- Part 15 of 18
DROP TRIGGER `altair_sync_users_2895836dc0_insert`;
-- Part 16 of 18
DROP TRIGGER `altair_sync_users_93992d25bd_update`;
-- Part 17 of 18
DROP TRIGGER `altair_sync_users_93992d25bd_insert`;
-- Part 18 of 18
ALTER TABLE `users` DROP COLUMN `password`, DROP COLUMN `mail`, DROP COLUMN `years`;
