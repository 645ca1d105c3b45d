-- change_members (up)
-- For SQLite 3.52.0. Run with: sqlite3 -bail DATABASE < FILE

BEGIN;
CREATE UNIQUE INDEX "members_badge_key" ON "members" ("badge");
CREATE UNIQUE INDEX "members_org_email" ON "members" ("org_id", "email");
COMMIT;
