-- drop_old_name_after_rename_of_people_to_users_and_more (up), contract
-- For MariaDB 10.11.19. Run with: mariadb DATABASE < FILE

-- Committed in 6 parts. If one fails, those before it stay done: plan again, and the new plan goes on from there.
-- Part 1 of 6
SELECT cot(if(rand() < 2, 'altair: users: full_name and name differ, phase 2 was stopped', 1)) FROM `users` WHERE (NOT (cast(`name` AS binary) <=> cast(`full_name` AS binary))) LIMIT 1;
-- Part 2 of 6
ALTER TABLE `users` MODIFY COLUMN `name` varchar(80) NOT NULL;
-- Part 3 of 6
DROP VIEW `people`;
-- Part 4 of 6
DROP TRIGGER `altair_sync_users_098132b1fe_update`;
-- Part 5 of 6
DROP TRIGGER `altair_sync_users_098132b1fe_insert`;
-- Part 6 of 6
ALTER TABLE `users` DROP COLUMN `full_name`;
