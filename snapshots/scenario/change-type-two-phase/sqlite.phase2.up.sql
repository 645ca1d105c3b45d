-- drop_old_column_after_type_change_of_age_in_visits (up), contract
-- For SQLite 3.52.0. Run with: sqlite3 -bail DATABASE < FILE

PRAGMA foreign_keys = OFF;

BEGIN;
CREATE TEMP TABLE "_altair_guard" ("before" INTEGER NOT NULL, "after" INTEGER NOT NULL, "foreign_keys" INTEGER NOT NULL, CONSTRAINT "foreign_keys_must_be_off" CHECK ("foreign_keys" = 0), CONSTRAINT "no_new_foreign_key_violation" CHECK ("after" <= "before"));
INSERT INTO temp."_altair_guard" ("before", "after", "foreign_keys") SELECT (WITH touched AS MATERIALIZED (SELECT m.name FROM sqlite_master AS m WHERE m.type = 'table' AND m.rootpage > 0 AND (m.name COLLATE NOCASE IN ('visits') OR EXISTS (SELECT 1 FROM pragma_foreign_key_list(m.name) AS f WHERE f."table" COLLATE NOCASE IN ('visits')))) SELECT count(*) FROM touched, pragma_foreign_key_check(touched.name)), 0, "foreign_keys" FROM pragma_foreign_keys;
DROP TABLE IF EXISTS temp."_altair_assert";
CREATE TEMP TABLE "_altair_assert" ("row" INTEGER);
CREATE TEMP TRIGGER "_altair_refuse" BEFORE INSERT ON "_altair_assert" BEGIN SELECT RAISE(ABORT, 'altair: visits: age and age__new differ, phase 2 was stopped'); END;
INSERT INTO temp."_altair_assert" SELECT 1 FROM main."visits" WHERE NOT ((("age__new" COLLATE "BINARY") IS (+(cast("age" AS integer)))) OR (("age" COLLATE "BINARY") IS (+(cast("age__new" AS text))))) LIMIT 1;
DROP TABLE temp."_altair_assert";
DROP TRIGGER "altair_sync_visits_579f167238_update";
DROP TRIGGER "altair_sync_visits_579f167238_insert";
CREATE TABLE "_altair_new_visits" (
  "id" INTEGER PRIMARY KEY AUTOINCREMENT,
  "code" VARCHAR(20),
  "note" TEXT,
  "age__new" INTEGER NOT NULL
);
INSERT INTO "_altair_new_visits" ("id", "code", "note", "age__new") SELECT "id", "code", "note", "age__new" FROM "visits";
DELETE FROM sqlite_sequence WHERE name = '_altair_new_visits';
INSERT INTO sqlite_sequence (name, seq) SELECT '_altair_new_visits', seq FROM sqlite_sequence WHERE name = 'visits' COLLATE NOCASE;
DROP TABLE "visits";
PRAGMA legacy_alter_table = ON;
ALTER TABLE "_altair_new_visits" RENAME TO "visits";
PRAGMA legacy_alter_table = OFF;
CREATE INDEX "visits_age_idx" ON "visits" ("age__new");
ALTER TABLE "visits" RENAME COLUMN "age__new" TO "age";
UPDATE temp."_altair_guard" SET "after" = (WITH touched AS MATERIALIZED (SELECT m.name FROM sqlite_master AS m WHERE m.type = 'table' AND m.rootpage > 0 AND (m.name COLLATE NOCASE IN ('visits') OR EXISTS (SELECT 1 FROM pragma_foreign_key_list(m.name) AS f WHERE f."table" COLLATE NOCASE IN ('visits')))) SELECT count(*) FROM touched, pragma_foreign_key_check(touched.name));
DROP TABLE temp."_altair_guard";
COMMIT;

PRAGMA foreign_keys = ON;
