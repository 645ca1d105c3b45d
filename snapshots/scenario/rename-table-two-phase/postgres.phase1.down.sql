-- rename_people_to_users_behind_a_view (down), expand
-- For PostgreSQL 18.4. Run with: psql -v ON_ERROR_STOP=1 -f FILE

BEGIN;
DROP INDEX "users_city_idx";
ALTER TABLE "users" DROP COLUMN "country";
DROP VIEW "people";
ALTER TABLE "users" RENAME COLUMN "name" TO "full_name";
ALTER TABLE "users" RENAME TO "people";
COMMIT;
