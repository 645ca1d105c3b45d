-- change_members (up)
-- For PostgreSQL 18.4. Run with: psql -v ON_ERROR_STOP=1 -f FILE

BEGIN;
ALTER TABLE "members" ADD CONSTRAINT "members_badge_key" UNIQUE ("badge");
ALTER TABLE "members" ADD CONSTRAINT "members_org_email" UNIQUE ("org_id", "email");
COMMIT;
