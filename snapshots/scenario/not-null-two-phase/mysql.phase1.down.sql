-- fill_nick_in_users_before_not_null (down), expand
-- For MySQL 9.7.4. Run with: mysql DATABASE < FILE

DROP TRIGGER `altair_sync_users_9e6ef23502_update`;
DROP TRIGGER `altair_sync_users_9e6ef23502_insert`;
