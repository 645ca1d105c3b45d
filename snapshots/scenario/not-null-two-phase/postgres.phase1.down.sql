-- fill_nick_in_users_before_not_null (down), expand
-- For PostgreSQL 18.4. Run with: psql -v ON_ERROR_STOP=1 -f FILE

BEGIN;
DROP TRIGGER "~altair_sync_users_9e6ef23502" ON "users";
DROP FUNCTION "altair_sync_users_9e6ef23502"();
COMMIT;
