-- drop_old_name_after_rename_of_people_to_users_and_more (up), contract
-- For MySQL 9.7.4. Run with: mysql DATABASE < FILE

-- Committed in 4 parts. If one fails, those before it stay done: plan again, and the new plan goes on from there.
-- Part 1 of 4
SELECT uuid_to_bin(if(rand() < 2, 'altair: users: full_name and name differ, phase 2 was stopped', '')) FROM `users` WHERE (NOT (cast(`name` AS binary) <=> cast(`full_name` AS binary))) LIMIT 1;
-- Part 2 of 4
ALTER TABLE `users` MODIFY COLUMN `name` varchar(80) NOT NULL;
-- Part 3 of 4
DROP VIEW `people`;
-- Part 4 of 4
LOCK TABLES `users` WRITE;
DROP TRIGGER `altair_sync_users_098132b1fe_update`;
DROP TRIGGER `altair_sync_users_098132b1fe_insert`;
ALTER TABLE `users` DROP COLUMN `full_name`;
UNLOCK TABLES;
