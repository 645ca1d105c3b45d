-- drop_old_name_after_rename_of_people_to_users (up), contract
-- For MySQL 9.7.4. Run with: mysql DATABASE < FILE

DROP VIEW `people`;
