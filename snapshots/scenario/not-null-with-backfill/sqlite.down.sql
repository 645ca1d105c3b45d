-- change_users (down)
-- For SQLite 3.53.2. Run with: sqlite3 -bail DATABASE < FILE

BEGIN;
ALTER TABLE "users" ALTER COLUMN "city" DROP NOT NULL;
ALTER TABLE "users" DROP COLUMN "last_name";
ALTER TABLE "users" DROP COLUMN "first_name";
COMMIT;
