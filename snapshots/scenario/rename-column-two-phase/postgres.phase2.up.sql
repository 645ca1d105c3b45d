-- drop_old_column_after_rename_of_password_in_users_and_more (up), contract
-- For PostgreSQL 18.4. Run with: psql -v ON_ERROR_STOP=1 -f FILE

BEGIN;
DO $altair$
BEGIN
  IF EXISTS (SELECT 1 FROM "users" WHERE "password_hash" COLLATE "C" IS DISTINCT FROM "password") THEN
    RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'altair: users: password and password_hash differ, phase 2 was stopped';
  END IF;
END
$altair$;
DO $altair$
BEGIN
  IF EXISTS (SELECT 1 FROM "users" WHERE "email" COLLATE "C" IS DISTINCT FROM "mail") THEN
    RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'altair: users: mail and email differ, phase 2 was stopped';
  END IF;
END
$altair$;
DO $altair$
BEGIN
  IF EXISTS (SELECT 1 FROM "users" WHERE "age" IS DISTINCT FROM "years") THEN
    RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'altair: users: years and age differ, phase 2 was stopped';
  END IF;
END
$altair$;
ALTER TABLE "users" ALTER COLUMN "password_hash" SET NOT NULL;
ALTER TABLE "users" ALTER COLUMN "email" SET NOT NULL;
ALTER TABLE "users" ALTER COLUMN "age" SET NOT NULL;
ALTER TABLE "users" DROP CONSTRAINT "years_positive";
ALTER TABLE "users" RENAME CONSTRAINT "users_age_check" TO "years_positive";
DROP INDEX "users_years_nick_idx";
ALTER TABLE "users" DROP CONSTRAINT "users_mail_key";
DROP TRIGGER "~altair_sync_users_beab229b54" ON "users";
DROP FUNCTION "altair_sync_users_beab229b54"();
DROP TRIGGER "~altair_sync_users_2895836dc0" ON "users";
DROP FUNCTION "altair_sync_users_2895836dc0"();
DROP TRIGGER "~altair_sync_users_93992d25bd" ON "users";
DROP FUNCTION "altair_sync_users_93992d25bd"();
ALTER TABLE "users" DROP COLUMN "password";
ALTER TABLE "users" DROP COLUMN "mail";
ALTER TABLE "users" DROP COLUMN "years";
COMMIT;
