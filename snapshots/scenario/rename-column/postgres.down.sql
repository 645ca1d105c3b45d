-- change_letters_and_users (down)
-- For PostgreSQL 18.4. Run with: psql -v ON_ERROR_STOP=1 -f FILE

BEGIN;
ALTER TABLE "users" RENAME COLUMN "age" TO "years";
ALTER TABLE "users" RENAME COLUMN "email" TO "mail";
ALTER TABLE "users" RENAME COLUMN "password_hash" TO "password";
ALTER TABLE "letters" RENAME COLUMN "addressee" TO "recipient";
COMMIT;
