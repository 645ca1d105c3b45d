-- change_users (up)
-- For PostgreSQL 18.4. Run with: psql -v ON_ERROR_STOP=1 -f FILE

BEGIN;
ALTER TABLE "users" DROP CONSTRAINT "score_positive";
DROP INDEX "users_by_score";
ALTER TABLE "users" DROP CONSTRAINT "users_legacy_code_key";
ALTER TABLE "users" DROP COLUMN "legacy_code", DROP COLUMN "legacy_role", DROP COLUMN "legacy_score";
COMMIT;
