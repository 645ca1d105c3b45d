-- rename_people_to_users (down)
-- For PostgreSQL 18.4. Run with: psql -v ON_ERROR_STOP=1 -f FILE

BEGIN;
ALTER TABLE "users" RENAME TO "people";
COMMIT;
