-- drop_old_columns_after_split_of_first_name_and_last_name_in_users (up), contract
-- For PostgreSQL 18.4. Run with: psql -v ON_ERROR_STOP=1 -f FILE

BEGIN;
DO $altair$
BEGIN
  IF EXISTS (SELECT 1 FROM "users" WHERE NOT ("full_name" COLLATE "C" IS NOT DISTINCT FROM cast("first_name" || ' ' || "last_name" AS text) OR "first_name" COLLATE "C" IS NOT DISTINCT FROM cast(split_part("full_name", ' ', 1) AS text) AND "last_name" COLLATE "C" IS NOT DISTINCT FROM cast(split_part("full_name", ' ', 2) AS text))) THEN
    RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'altair: users: first_name, last_name and full_name differ, phase 2 was stopped';
  END IF;
END
$altair$;
ALTER TABLE "users" ALTER COLUMN "full_name" SET NOT NULL;
DROP TRIGGER "~altair_sync_users_cfaebf87e2" ON "users";
DROP FUNCTION "altair_sync_users_cfaebf87e2"();
ALTER TABLE "users" DROP COLUMN "first_name";
ALTER TABLE "users" DROP COLUMN "last_name";
COMMIT;
