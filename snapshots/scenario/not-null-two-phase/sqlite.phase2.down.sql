-- require_nick_in_users (down), contract
-- For SQLite 3.52.0. Run with: sqlite3 -bail DATABASE < FILE

PRAGMA foreign_keys = OFF;

BEGIN;
CREATE TEMP TABLE "_altair_guard" ("before" INTEGER NOT NULL, "after" INTEGER NOT NULL, "foreign_keys" INTEGER NOT NULL, CONSTRAINT "foreign_keys_must_be_off" CHECK ("foreign_keys" = 0), CONSTRAINT "no_new_foreign_key_violation" CHECK ("after" <= "before"));
INSERT INTO temp."_altair_guard" ("before", "after", "foreign_keys") SELECT (WITH touched AS MATERIALIZED (SELECT m.name FROM sqlite_master AS m WHERE m.type = 'table' AND m.rootpage > 0 AND (m.name COLLATE NOCASE IN ('users') OR EXISTS (SELECT 1 FROM pragma_foreign_key_list(m.name) AS f WHERE f."table" COLLATE NOCASE IN ('users')))) SELECT count(*) FROM touched, pragma_foreign_key_check(touched.name)), 0, "foreign_keys" FROM pragma_foreign_keys;
CREATE TABLE "_altair_new_users" (
  "id" INTEGER PRIMARY KEY AUTOINCREMENT,
  "nick" VARCHAR(190),
  "email" VARCHAR(190) NOT NULL
);
INSERT INTO "_altair_new_users" ("id", "nick", "email") SELECT "id", "nick", "email" FROM "users";
DELETE FROM sqlite_sequence WHERE name = '_altair_new_users';
INSERT INTO sqlite_sequence (name, seq) SELECT '_altair_new_users', seq FROM sqlite_sequence WHERE name = 'users' COLLATE NOCASE;
DROP TABLE "users";
PRAGMA legacy_alter_table = ON;
ALTER TABLE "_altair_new_users" RENAME TO "users";
PRAGMA legacy_alter_table = OFF;
CREATE INDEX "users_nick_idx" ON "users" ("nick");
CREATE TRIGGER "altair_sync_users_9e6ef23502_insert" AFTER INSERT ON "users" WHEN NEW."nick" IS NULL BEGIN UPDATE "users" SET "nick" = "email" WHERE ("rowid" IS "NEW"."rowid") AND "nick" IS NULL AND "email" IS NOT NULL; END;
CREATE TRIGGER "altair_sync_users_9e6ef23502_update" AFTER UPDATE OF "nick" ON "users" WHEN NEW."nick" IS NULL BEGIN UPDATE "users" SET "nick" = "email" WHERE ("rowid" IS "NEW"."rowid") AND "nick" IS NULL AND "email" IS NOT NULL; END;
UPDATE temp."_altair_guard" SET "after" = (WITH touched AS MATERIALIZED (SELECT m.name FROM sqlite_master AS m WHERE m.type = 'table' AND m.rootpage > 0 AND (m.name COLLATE NOCASE IN ('users') OR EXISTS (SELECT 1 FROM pragma_foreign_key_list(m.name) AS f WHERE f."table" COLLATE NOCASE IN ('users')))) SELECT count(*) FROM touched, pragma_foreign_key_check(touched.name));
DROP TABLE temp."_altair_guard";
COMMIT;

PRAGMA foreign_keys = ON;
