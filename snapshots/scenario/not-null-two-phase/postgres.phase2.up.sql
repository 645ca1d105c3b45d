-- require_nick_in_users (up), contract
-- For PostgreSQL 18.4. Run with: psql -v ON_ERROR_STOP=1 -f FILE

BEGIN;
UPDATE "users" SET "nick" = "email" WHERE "nick" IS NULL;
ALTER TABLE "users" ALTER COLUMN "nick" SET NOT NULL;
DROP TRIGGER "~altair_sync_users_9e6ef23502" ON "users";
DROP FUNCTION "altair_sync_users_9e6ef23502"();
COMMIT;
