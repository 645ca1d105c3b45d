-- change_things (down)
-- For SQLite 3.52.0. Run with: sqlite3 -bail DATABASE < FILE

PRAGMA foreign_keys = OFF;

BEGIN;
CREATE TEMP TABLE "_altair_guard" ("before" INTEGER NOT NULL, "after" INTEGER NOT NULL, "foreign_keys" INTEGER NOT NULL, CONSTRAINT "foreign_keys_must_be_off" CHECK ("foreign_keys" = 0), CONSTRAINT "no_new_foreign_key_violation" CHECK ("after" <= "before"));
INSERT INTO temp."_altair_guard" ("before", "after", "foreign_keys") SELECT (WITH touched AS MATERIALIZED (SELECT m.name FROM sqlite_master AS m WHERE m.type = 'table' AND m.rootpage > 0 AND (m.name COLLATE NOCASE IN ('things') OR EXISTS (SELECT 1 FROM pragma_foreign_key_list(m.name) AS f WHERE f."table" COLLATE NOCASE IN ('things')))) SELECT count(*) FROM touched, pragma_foreign_key_check(touched.name)), 0, "foreign_keys" FROM pragma_foreign_keys;
CREATE TABLE "_altair_new_things" (
  "id" INTEGER PRIMARY KEY AUTOINCREMENT,
  "small" SMALLINT NOT NULL DEFAULT 3,
  "name" VARCHAR(20) NOT NULL DEFAULT 'none',
  "note" VARCHAR(200) NOT NULL,
  "price" DECIMAL(8,2) NOT NULL,
  "age" VARCHAR(10) NOT NULL,
  "day" DATE NOT NULL,
  "ratio" REAL NOT NULL
);
INSERT INTO "_altair_new_things" ("id", "small", "name", "note", "price", "age", "day", "ratio") SELECT "id", "small", "name", "note", "price", "age", "day", "ratio" FROM "things";
DELETE FROM sqlite_sequence WHERE name = '_altair_new_things';
INSERT INTO sqlite_sequence (name, seq) SELECT '_altair_new_things', seq FROM sqlite_sequence WHERE name = 'things' COLLATE NOCASE;
DROP TABLE "things";
PRAGMA legacy_alter_table = ON;
ALTER TABLE "_altair_new_things" RENAME TO "things";
PRAGMA legacy_alter_table = OFF;
CREATE INDEX "things_name" ON "things" ("name");
UPDATE temp."_altair_guard" SET "after" = (WITH touched AS MATERIALIZED (SELECT m.name FROM sqlite_master AS m WHERE m.type = 'table' AND m.rootpage > 0 AND (m.name COLLATE NOCASE IN ('things') OR EXISTS (SELECT 1 FROM pragma_foreign_key_list(m.name) AS f WHERE f."table" COLLATE NOCASE IN ('things')))) SELECT count(*) FROM touched, pragma_foreign_key_check(touched.name));
DROP TABLE temp."_altair_guard";
COMMIT;

PRAGMA foreign_keys = ON;
