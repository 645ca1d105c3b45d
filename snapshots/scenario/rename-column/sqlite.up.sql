-- change_letters_and_users (up)
-- For SQLite 3.52.0. Run with: sqlite3 -bail DATABASE < FILE

BEGIN;
ALTER TABLE "letters" RENAME COLUMN "recipient" TO "addressee";
ALTER TABLE "users" RENAME COLUMN "password" TO "password_hash";
ALTER TABLE "users" RENAME COLUMN "mail" TO "email";
ALTER TABLE "users" RENAME COLUMN "years" TO "age";
COMMIT;
