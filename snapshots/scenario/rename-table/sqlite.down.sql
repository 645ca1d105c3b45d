-- rename_people_to_users (down)
-- For SQLite 3.52.0. Run with: sqlite3 -bail DATABASE < FILE

BEGIN;
ALTER TABLE "users" RENAME TO "people";
COMMIT;
