-- fill_nick_in_users_before_not_null (up), expand
-- For SQLite 3.52.0. Run with: sqlite3 -bail DATABASE < FILE

BEGIN;
CREATE TRIGGER "altair_sync_users_9e6ef23502_insert" AFTER INSERT ON "users" WHEN NEW."nick" IS NULL BEGIN UPDATE "users" SET "nick" = "email" WHERE ("rowid" IS "NEW"."rowid") AND "nick" IS NULL AND "email" IS NOT NULL; END;
CREATE TRIGGER "altair_sync_users_9e6ef23502_update" AFTER UPDATE OF "nick" ON "users" WHEN NEW."nick" IS NULL BEGIN UPDATE "users" SET "nick" = "email" WHERE ("rowid" IS "NEW"."rowid") AND "nick" IS NULL AND "email" IS NOT NULL; END;
UPDATE "users" SET "nick" = "email" WHERE "nick" IS NULL;
COMMIT;
