-- change_members (down)
-- For PostgreSQL 18.4. Run with: psql -v ON_ERROR_STOP=1 -f FILE

BEGIN;
ALTER TABLE "members" DROP CONSTRAINT "members_org_email";
ALTER TABLE "members" DROP CONSTRAINT "members_badge_key";
COMMIT;
