-- rename_people_to_users (up)
-- For SQLite 3.52.0. Run with: sqlite3 -bail DATABASE < FILE

BEGIN;
ALTER TABLE "people" RENAME TO "users";
COMMIT;
