-- fill_nick_in_users_before_not_null (down), expand
-- For SQLite 3.52.0. Run with: sqlite3 -bail DATABASE < FILE

BEGIN;
DROP TRIGGER "altair_sync_users_9e6ef23502_update";
DROP TRIGGER "altair_sync_users_9e6ef23502_insert";
COMMIT;
