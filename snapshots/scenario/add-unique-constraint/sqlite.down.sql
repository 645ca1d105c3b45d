-- change_members (down)
-- For SQLite 3.52.0. Run with: sqlite3 -bail DATABASE < FILE

BEGIN;
DROP INDEX "members_org_email";
DROP INDEX "members_badge_key";
COMMIT;
