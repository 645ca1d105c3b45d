-- add_display_name_to_users (up)
-- For PostgreSQL 15.18. Run with: psql -v ON_ERROR_STOP=1 -f FILE

BEGIN;
ALTER TABLE "users" ADD COLUMN "display_name" varchar(255);
UPDATE "users" SET "display_name" = coalesce("first_name" || ' ' || "last_name", "email") WHERE "display_name" IS NULL;
ALTER TABLE "users" ALTER COLUMN "display_name" SET NOT NULL;
COMMIT;

-- add_display_name_to_users (down)
-- For PostgreSQL 15.18. Run with: psql -v ON_ERROR_STOP=1 -f FILE

BEGIN;
ALTER TABLE "users" DROP COLUMN "display_name";
COMMIT;
