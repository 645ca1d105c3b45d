-- rename_people_to_users (down)
-- For MySQL 9.7.4. Run with: mysql DATABASE < FILE

RENAME TABLE `users` TO `people`;
