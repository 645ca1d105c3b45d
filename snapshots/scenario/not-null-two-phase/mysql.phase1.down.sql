-- fill_nick_in_users_before_not_null (down), expand
-- For MySQL 9.7.4. Run with: mysql DATABASE < FILE

-- Committed in 2 parts. If one fails, those before it stay done: plan again, and the new plan goes on from there.
-- Part 1 of 2
DROP TRIGGER `altair_sync_users_9e6ef23502_update`;
-- Part 2 of 2
DROP TRIGGER `altair_sync_users_9e6ef23502_insert`;
