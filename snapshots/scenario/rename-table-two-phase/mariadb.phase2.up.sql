-- drop_old_name_after_rename_of_people_to_users (up), contract
-- For MariaDB 10.11.19. Run with: mariadb DATABASE < FILE

DROP VIEW `people`;
