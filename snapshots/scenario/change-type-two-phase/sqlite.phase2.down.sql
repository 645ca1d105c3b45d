-- drop_old_column_after_type_change_of_age_in_visits (down), contract
-- For SQLite 3.52.0. Run with: sqlite3 -bail DATABASE < FILE

PRAGMA foreign_keys = OFF;

BEGIN;
CREATE TEMP TABLE "_altair_guard" ("before" INTEGER NOT NULL, "after" INTEGER NOT NULL, "foreign_keys" INTEGER NOT NULL, CONSTRAINT "foreign_keys_must_be_off" CHECK ("foreign_keys" = 0), CONSTRAINT "no_new_foreign_key_violation" CHECK ("after" <= "before"));
INSERT INTO temp."_altair_guard" ("before", "after", "foreign_keys") SELECT (WITH touched AS MATERIALIZED (SELECT m.name FROM sqlite_master AS m WHERE m.type = 'table' AND m.rootpage > 0 AND (m.name COLLATE NOCASE IN ('visits') OR EXISTS (SELECT 1 FROM pragma_foreign_key_list(m.name) AS f WHERE f."table" COLLATE NOCASE IN ('visits')))) SELECT count(*) FROM touched, pragma_foreign_key_check(touched.name)), 0, "foreign_keys" FROM pragma_foreign_keys;
ALTER TABLE "visits" RENAME COLUMN "age" TO "age__new";
CREATE TABLE "_altair_new_visits" (
  "id" INTEGER PRIMARY KEY AUTOINCREMENT,
  "code" VARCHAR(20),
  "note" TEXT,
  "age__new" INTEGER,
  "age" VARCHAR(20)
);
INSERT INTO "_altair_new_visits" ("id", "code", "note", "age__new") SELECT "id", "code", "note", "age__new" FROM "visits";
DELETE FROM sqlite_sequence WHERE name = '_altair_new_visits';
INSERT INTO sqlite_sequence (name, seq) SELECT '_altair_new_visits', seq FROM sqlite_sequence WHERE name = 'visits' COLLATE NOCASE;
DROP TABLE "visits";
PRAGMA legacy_alter_table = ON;
ALTER TABLE "_altair_new_visits" RENAME TO "visits";
PRAGMA legacy_alter_table = OFF;
CREATE INDEX "visits_age_idx" ON "visits" ("age");
CREATE INDEX "visits_age__new_idx" ON "visits" ("age__new");
CREATE TRIGGER "altair_sync_visits_579f167238_insert" AFTER INSERT ON "visits" BEGIN UPDATE "visits" SET "age" = cast("age__new" AS text) WHERE ("rowid" IS "NEW"."rowid") AND "NEW"."age__new" IS NOT NULL AND NOT ("NEW"."age" IS NOT NULL AND (("age__new" COLLATE "BINARY") IS (+(cast("age" AS integer))))); UPDATE "visits" SET "age__new" = cast("age" AS integer) WHERE ("rowid" IS "NEW"."rowid") AND NOT ("NEW"."age__new" IS NOT NULL) AND NOT (("age__new" COLLATE "BINARY") IS (+(cast("age" AS integer)))); END;
CREATE TRIGGER "altair_sync_visits_579f167238_update" AFTER UPDATE OF "age__new", "age" ON "visits" WHEN ("NEW"."age__new" IS NOT "OLD"."age__new") OR ("NEW"."age" IS NOT "OLD"."age") BEGIN UPDATE "visits" SET "age" = cast("age__new" AS text) WHERE ("rowid" IS "NEW"."rowid") AND ("NEW"."age__new" IS NOT "OLD"."age__new") AND NOT ((("age__new" COLLATE "BINARY") IS (+(cast("age" AS integer)))) OR (("age" COLLATE "BINARY") IS (+(cast("age__new" AS text))))); UPDATE "visits" SET "age__new" = cast("age" AS integer) WHERE ("rowid" IS "NEW"."rowid") AND NOT ("NEW"."age__new" IS NOT "OLD"."age__new") AND NOT ((("age__new" COLLATE "BINARY") IS (+(cast("age" AS integer)))) OR (("age" COLLATE "BINARY") IS (+(cast("age__new" AS text))))); END;
UPDATE "visits" SET "age" = cast("age__new" AS text);
UPDATE temp."_altair_guard" SET "after" = (WITH touched AS MATERIALIZED (SELECT m.name FROM sqlite_master AS m WHERE m.type = 'table' AND m.rootpage > 0 AND (m.name COLLATE NOCASE IN ('visits') OR EXISTS (SELECT 1 FROM pragma_foreign_key_list(m.name) AS f WHERE f."table" COLLATE NOCASE IN ('visits')))) SELECT count(*) FROM touched, pragma_foreign_key_check(touched.name));
DROP TABLE temp."_altair_guard";
COMMIT;

PRAGMA foreign_keys = ON;
