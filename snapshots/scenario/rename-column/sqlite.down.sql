-- change_letters_and_users (down)
-- For SQLite 3.52.0. Run with: sqlite3 -bail DATABASE < FILE

BEGIN;
ALTER TABLE "users" RENAME COLUMN "age" TO "years";
ALTER TABLE "users" RENAME COLUMN "email" TO "mail";
ALTER TABLE "users" RENAME COLUMN "password_hash" TO "password";
ALTER TABLE "letters" RENAME COLUMN "addressee" TO "recipient";
COMMIT;
