-- add_new_column_for_rename_of_password_in_users_and_more (down), expand
-- For PostgreSQL 18.4. Run with: psql -v ON_ERROR_STOP=1 -f FILE

BEGIN;
ALTER TABLE "users" DROP CONSTRAINT "users_age_check";
DROP INDEX "users_age_nick_idx";
ALTER TABLE "users" DROP CONSTRAINT "users_email_key";
DROP TRIGGER "~altair_sync_users_93992d25bd" ON "users";
DROP FUNCTION "altair_sync_users_93992d25bd"();
DROP TRIGGER "~altair_sync_users_2895836dc0" ON "users";
DROP FUNCTION "altair_sync_users_2895836dc0"();
DROP TRIGGER "~altair_sync_users_beab229b54" ON "users";
DROP FUNCTION "altair_sync_users_beab229b54"();
ALTER TABLE "users" DROP COLUMN "age", DROP COLUMN "email", DROP COLUMN "password_hash";
COMMIT;
