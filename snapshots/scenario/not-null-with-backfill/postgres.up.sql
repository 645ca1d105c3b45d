-- change_users (up)
-- For PostgreSQL 18.4. Run with: psql -v ON_ERROR_STOP=1 -f FILE

BEGIN;
ALTER TABLE "users" ADD COLUMN "first_name" character varying(60), ADD COLUMN "last_name" character varying(60);
UPDATE "users" SET "city" = 'unknown' WHERE "city" IS NULL;
UPDATE "users" SET "first_name" = split_part("full_name", ' ', 1) WHERE "first_name" IS NULL;
UPDATE "users" SET "last_name" = split_part("full_name", ' ', 2) WHERE "last_name" IS NULL;
ALTER TABLE "users" ALTER COLUMN "city" SET NOT NULL;
ALTER TABLE "users" ALTER COLUMN "first_name" SET NOT NULL;
ALTER TABLE "users" ALTER COLUMN "last_name" SET NOT NULL;
COMMIT;
