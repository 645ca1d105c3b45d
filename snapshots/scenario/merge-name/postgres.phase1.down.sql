-- add_new_column_for_split_of_first_name_and_last_name_in_users (down), expand
-- For PostgreSQL 18.4. Run with: psql -v ON_ERROR_STOP=1 -f FILE

BEGIN;
DROP TRIGGER "~altair_sync_users_cfaebf87e2" ON "users";
DROP FUNCTION "altair_sync_users_cfaebf87e2"();
ALTER TABLE "users" DROP COLUMN "full_name";
COMMIT;
