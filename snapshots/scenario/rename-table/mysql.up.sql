-- rename_people_to_users (up)
-- For MySQL 9.7.4. Run with: mysql DATABASE < FILE

RENAME TABLE `people` TO `users`;
