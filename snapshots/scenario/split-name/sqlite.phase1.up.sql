-- add_new_columns_for_split_of_full_name_in_users (up), expand
-- For SQLite 3.52.0. Run with: sqlite3 -bail DATABASE < FILE

PRAGMA foreign_keys = OFF;

BEGIN;
CREATE TEMP TABLE "_altair_guard" ("before" INTEGER NOT NULL, "after" INTEGER NOT NULL, "foreign_keys" INTEGER NOT NULL, CONSTRAINT "foreign_keys_must_be_off" CHECK ("foreign_keys" = 0), CONSTRAINT "no_new_foreign_key_violation" CHECK ("after" <= "before"));
INSERT INTO temp."_altair_guard" ("before", "after", "foreign_keys") SELECT (WITH touched AS MATERIALIZED (SELECT m.name FROM sqlite_master AS m WHERE m.type = 'table' AND m.rootpage > 0 AND (m.name COLLATE NOCASE IN ('users') OR EXISTS (SELECT 1 FROM pragma_foreign_key_list(m.name) AS f WHERE f."table" COLLATE NOCASE IN ('users')))) SELECT count(*) FROM touched, pragma_foreign_key_check(touched.name)), 0, "foreign_keys" FROM pragma_foreign_keys;
ALTER TABLE "users" ADD COLUMN "first_name" VARCHAR(80);
ALTER TABLE "users" ADD COLUMN "last_name" VARCHAR(80);
UPDATE "users" SET "first_name" = substr("full_name", 1, instr("full_name" || ' ', ' ') - 1), "last_name" = substr(substr("full_name", instr("full_name" || ' ', ' ') + 1), 1, instr(substr("full_name", instr("full_name" || ' ', ' ') + 1) || ' ', ' ') - 1) WHERE NOT ((("first_name" COLLATE "BINARY") IS (+(substr("full_name", 1, instr("full_name" || ' ', ' ') - 1)))) AND (("last_name" COLLATE "BINARY") IS (+(substr(substr("full_name", instr("full_name" || ' ', ' ') + 1), 1, instr(substr("full_name", instr("full_name" || ' ', ' ') + 1) || ' ', ' ') - 1)))) OR (("full_name" COLLATE "BINARY") IS (+("first_name" || ' ' || "last_name"))));
CREATE TABLE "_altair_new_users" (
  "id" INTEGER PRIMARY KEY AUTOINCREMENT,
  "full_name" VARCHAR(160),
  "email" VARCHAR(190) NOT NULL,
  "first_name" VARCHAR(80),
  "last_name" VARCHAR(80)
);
INSERT INTO "_altair_new_users" ("id", "full_name", "email", "first_name", "last_name") SELECT "id", "full_name", "email", "first_name", "last_name" FROM "users";
DELETE FROM sqlite_sequence WHERE name = '_altair_new_users';
INSERT INTO sqlite_sequence (name, seq) SELECT '_altair_new_users', seq FROM sqlite_sequence WHERE name = 'users' COLLATE NOCASE;
DROP TABLE "users";
PRAGMA legacy_alter_table = ON;
ALTER TABLE "_altair_new_users" RENAME TO "users";
PRAGMA legacy_alter_table = OFF;
CREATE INDEX "users_full_name_idx" ON "users" ("full_name");
CREATE INDEX "users_last_name_first_name_idx" ON "users" ("last_name", "first_name");
CREATE TRIGGER "altair_sync_users_091b7cbebd_insert" AFTER INSERT ON "users" BEGIN UPDATE "users" SET "full_name" = "first_name" || ' ' || "last_name" WHERE ("rowid" IS "NEW"."rowid") AND ("NEW"."first_name" IS NOT NULL OR "NEW"."last_name" IS NOT NULL) AND NOT ("NEW"."full_name" IS NOT NULL AND ((("first_name" COLLATE "BINARY") IS (+(substr("full_name", 1, instr("full_name" || ' ', ' ') - 1)))) AND (("last_name" COLLATE "BINARY") IS (+(substr(substr("full_name", instr("full_name" || ' ', ' ') + 1), 1, instr(substr("full_name", instr("full_name" || ' ', ' ') + 1) || ' ', ' ') - 1)))))); UPDATE "users" SET "first_name" = substr("full_name", 1, instr("full_name" || ' ', ' ') - 1), "last_name" = substr(substr("full_name", instr("full_name" || ' ', ' ') + 1), 1, instr(substr("full_name", instr("full_name" || ' ', ' ') + 1) || ' ', ' ') - 1) WHERE ("rowid" IS "NEW"."rowid") AND NOT ("NEW"."first_name" IS NOT NULL OR "NEW"."last_name" IS NOT NULL) AND NOT ((("first_name" COLLATE "BINARY") IS (+(substr("full_name", 1, instr("full_name" || ' ', ' ') - 1)))) AND (("last_name" COLLATE "BINARY") IS (+(substr(substr("full_name", instr("full_name" || ' ', ' ') + 1), 1, instr(substr("full_name", instr("full_name" || ' ', ' ') + 1) || ' ', ' ') - 1))))); END;
CREATE TRIGGER "altair_sync_users_091b7cbebd_update" AFTER UPDATE OF "first_name", "last_name", "full_name" ON "users" WHEN ("NEW"."first_name" IS NOT "OLD"."first_name") OR ("NEW"."last_name" IS NOT "OLD"."last_name") OR ("NEW"."full_name" IS NOT "OLD"."full_name") BEGIN UPDATE "users" SET "full_name" = "first_name" || ' ' || "last_name" WHERE ("rowid" IS "NEW"."rowid") AND (("NEW"."first_name" IS NOT "OLD"."first_name") OR ("NEW"."last_name" IS NOT "OLD"."last_name")) AND NOT ((("first_name" COLLATE "BINARY") IS (+(substr("full_name", 1, instr("full_name" || ' ', ' ') - 1)))) AND (("last_name" COLLATE "BINARY") IS (+(substr(substr("full_name", instr("full_name" || ' ', ' ') + 1), 1, instr(substr("full_name", instr("full_name" || ' ', ' ') + 1) || ' ', ' ') - 1)))) OR (("full_name" COLLATE "BINARY") IS (+("first_name" || ' ' || "last_name")))); UPDATE "users" SET "first_name" = substr("full_name", 1, instr("full_name" || ' ', ' ') - 1), "last_name" = substr(substr("full_name", instr("full_name" || ' ', ' ') + 1), 1, instr(substr("full_name", instr("full_name" || ' ', ' ') + 1) || ' ', ' ') - 1) WHERE ("rowid" IS "NEW"."rowid") AND NOT (("NEW"."first_name" IS NOT "OLD"."first_name") OR ("NEW"."last_name" IS NOT "OLD"."last_name")) AND NOT ((("first_name" COLLATE "BINARY") IS (+(substr("full_name", 1, instr("full_name" || ' ', ' ') - 1)))) AND (("last_name" COLLATE "BINARY") IS (+(substr(substr("full_name", instr("full_name" || ' ', ' ') + 1), 1, instr(substr("full_name", instr("full_name" || ' ', ' ') + 1) || ' ', ' ') - 1)))) OR (("full_name" COLLATE "BINARY") IS (+("first_name" || ' ' || "last_name")))); END;
UPDATE temp."_altair_guard" SET "after" = (WITH touched AS MATERIALIZED (SELECT m.name FROM sqlite_master AS m WHERE m.type = 'table' AND m.rootpage > 0 AND (m.name COLLATE NOCASE IN ('users') OR EXISTS (SELECT 1 FROM pragma_foreign_key_list(m.name) AS f WHERE f."table" COLLATE NOCASE IN ('users')))) SELECT count(*) FROM touched, pragma_foreign_key_check(touched.name));
DROP TABLE temp."_altair_guard";
COMMIT;

PRAGMA foreign_keys = ON;
