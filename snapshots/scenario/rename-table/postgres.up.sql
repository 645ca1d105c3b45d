-- rename_people_to_users (up)
-- For PostgreSQL 18.4. Run with: psql -v ON_ERROR_STOP=1 -f FILE

BEGIN;
ALTER TABLE "people" RENAME TO "users";
COMMIT;
