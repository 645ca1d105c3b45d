-- change_letters_and_users (up)
-- For PostgreSQL 18.4. Run with: psql -v ON_ERROR_STOP=1 -f FILE

BEGIN;
ALTER TABLE "letters" RENAME COLUMN "recipient" TO "addressee";
ALTER TABLE "users" RENAME COLUMN "password" TO "password_hash";
ALTER TABLE "users" RENAME COLUMN "mail" TO "email";
ALTER TABLE "users" RENAME COLUMN "years" TO "age";
COMMIT;
