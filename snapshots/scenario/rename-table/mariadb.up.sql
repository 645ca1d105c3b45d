-- rename_people_to_users (up)
-- For MariaDB 10.11.19. Run with: mariadb DATABASE < FILE

RENAME TABLE `people` TO `users`;
