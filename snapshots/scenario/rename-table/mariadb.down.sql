-- rename_people_to_users (down)
-- For MariaDB 10.11.19. Run with: mariadb DATABASE < FILE

RENAME TABLE `users` TO `people`;
