-- change_users (up)
-- For SQLite 3.53.2. Run with: sqlite3 -bail DATABASE < FILE

BEGIN;
ALTER TABLE "users" ADD COLUMN "first_name" VARCHAR(60);
ALTER TABLE "users" ADD COLUMN "last_name" VARCHAR(60);
UPDATE "users" SET "city" = 'unknown' WHERE "city" IS NULL;
UPDATE "users" SET "first_name" = substr("full_name", 1, instr("full_name" || ' ', ' ') - 1) WHERE "first_name" IS NULL;
UPDATE "users" SET "last_name" = substr(substr("full_name", instr("full_name" || ' ', ' ') + 1), 1, instr(substr("full_name", instr("full_name" || ' ', ' ') + 1) || ' ', ' ') - 1) WHERE "last_name" IS NULL;
ALTER TABLE "users" ALTER COLUMN "city" SET NOT NULL;
ALTER TABLE "users" ALTER COLUMN "first_name" SET NOT NULL;
ALTER TABLE "users" ALTER COLUMN "last_name" SET NOT NULL;
COMMIT;
