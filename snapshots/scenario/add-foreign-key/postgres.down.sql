-- add_home_id_to_users (down)
-- For PostgreSQL 18.4. Run with: psql -v ON_ERROR_STOP=1 -f FILE

BEGIN;
ALTER TABLE "users" DROP CONSTRAINT "users_org_id_fkey";
ALTER TABLE "users" DROP CONSTRAINT "users_home_id_fkey";
ALTER TABLE "users" DROP CONSTRAINT "users_boss_id_fkey";
ALTER TABLE "users" DROP COLUMN "home_id";
COMMIT;
