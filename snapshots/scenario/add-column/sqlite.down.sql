-- change_users (down)
-- For SQLite 3.52.0. Run with: sqlite3 -bail DATABASE < FILE

BEGIN;
ALTER TABLE "users" DROP COLUMN "display_name";
ALTER TABLE "users" DROP COLUMN "motto";
ALTER TABLE "users" DROP COLUMN "seen_at";
ALTER TABLE "users" DROP COLUMN "active";
ALTER TABLE "users" DROP COLUMN "visits";
ALTER TABLE "users" DROP COLUMN "nickname";
COMMIT;
