-- drop_old_column_after_split_of_full_name_in_users (up), contract
-- For PostgreSQL 18.4. Run with: psql -v ON_ERROR_STOP=1 -f FILE

BEGIN;
DO $altair$
BEGIN
  IF EXISTS (SELECT 1 FROM "users" WHERE NOT ("first_name" COLLATE "C" IS NOT DISTINCT FROM cast(split_part("full_name", ' ', 1) AS text) AND "last_name" COLLATE "C" IS NOT DISTINCT FROM cast(split_part("full_name", ' ', 2) AS text) OR "full_name" COLLATE "C" IS NOT DISTINCT FROM cast("first_name" || ' ' || "last_name" AS text))) THEN
    RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'altair: users: full_name and first_name, last_name differ, phase 2 was stopped';
  END IF;
END
$altair$;
ALTER TABLE "users" ALTER COLUMN "first_name" SET NOT NULL;
ALTER TABLE "users" ALTER COLUMN "last_name" SET NOT NULL;
DROP INDEX "users_full_name_idx";
DROP TRIGGER "~altair_sync_users_091b7cbebd" ON "users";
DROP FUNCTION "altair_sync_users_091b7cbebd"();
ALTER TABLE "users" DROP COLUMN "full_name";
COMMIT;
