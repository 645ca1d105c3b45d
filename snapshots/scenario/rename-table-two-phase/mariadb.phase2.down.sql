-- drop_old_name_after_rename_of_people_to_users (down), contract
-- For MariaDB 10.11.19. Run with: mariadb DATABASE < FILE

CREATE ALGORITHM=MERGE SQL SECURITY DEFINER VIEW `people` AS SELECT `id` AS `id`, `name` AS `full_name`, `mail` AS `mail`, `city` AS `city` FROM `users`;
