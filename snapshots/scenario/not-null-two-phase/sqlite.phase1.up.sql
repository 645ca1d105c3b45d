-- fill_nick_in_users_before_not_null (up), expand
-- For SQLite 3.52.0. Run with: sqlite3 -bail DATABASE < FILE

BEGIN;
CREATE TRIGGER "altair_sync_users_9e6ef23502_insert" AFTER INSERT ON "users" BEGIN UPDATE "users" SET "nick" = "email" WHERE ("rowid" IS "NEW"."rowid") AND NOT ("NEW"."nick" IS NOT NULL) AND NOT ("nick" IS "email"); END;
CREATE TRIGGER "altair_sync_users_9e6ef23502_update" AFTER UPDATE OF "nick" ON "users" WHEN ("NEW"."nick" IS NOT "OLD"."nick") BEGIN UPDATE "users" SET "nick" = "email" WHERE ("rowid" IS "NEW"."rowid") AND NOT ("NEW"."nick" IS NOT "OLD"."nick") AND ("nick" IS NOT "email"); END;
UPDATE "users" SET "nick" = "email" WHERE "nick" IS NULL;
COMMIT;
