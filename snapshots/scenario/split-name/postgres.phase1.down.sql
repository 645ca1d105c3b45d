-- add_new_columns_for_split_of_full_name_in_users (down), expand
-- For PostgreSQL 18.4. Run with: psql -v ON_ERROR_STOP=1 -f FILE

BEGIN;
DROP INDEX "users_last_name_first_name_idx";
DROP TRIGGER "~altair_sync_users_091b7cbebd" ON "users";
DROP FUNCTION "altair_sync_users_091b7cbebd"();
ALTER TABLE "users" DROP COLUMN "last_name", DROP COLUMN "first_name";
COMMIT;
