-- drop_old_name_after_rename_of_people_to_users (down), contract
-- For MySQL 9.7.4. Run with: mysql DATABASE < FILE

CREATE ALGORITHM=MERGE SQL SECURITY DEFINER VIEW `people` AS SELECT `id` AS `id`, `name` AS `full_name`, `mail` AS `mail`, `city` AS `city` FROM `users`;
