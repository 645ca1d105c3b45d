-- change_users (down)
-- For PostgreSQL 18.4. Run with: psql -v ON_ERROR_STOP=1 -f FILE

BEGIN;
ALTER TABLE "users" DROP COLUMN "display_name", DROP COLUMN "motto";
ALTER TABLE "users" DROP COLUMN "seen_at";
ALTER TABLE "users" DROP COLUMN "active", DROP COLUMN "visits", DROP COLUMN "nickname";
COMMIT;
