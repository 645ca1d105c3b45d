-- change_labels_and_readings (up)
-- For SQLite 3.52.0. Run with: sqlite3 -bail DATABASE < FILE

PRAGMA foreign_keys = OFF;

BEGIN;
CREATE TEMP TABLE "_altair_guard" ("before" INTEGER NOT NULL, "after" INTEGER NOT NULL, "foreign_keys" INTEGER NOT NULL, CONSTRAINT "foreign_keys_must_be_off" CHECK ("foreign_keys" = 0), CONSTRAINT "no_new_foreign_key_violation" CHECK ("after" <= "before"));
INSERT INTO temp."_altair_guard" ("before", "after", "foreign_keys") SELECT (WITH touched AS MATERIALIZED (SELECT m.name FROM sqlite_master AS m WHERE m.type = 'table' AND m.rootpage > 0 AND (m.name COLLATE NOCASE IN ('labels', 'readings') OR EXISTS (SELECT 1 FROM pragma_foreign_key_list(m.name) AS f WHERE f."table" COLLATE NOCASE IN ('labels', 'readings')))) SELECT count(*) FROM touched, pragma_foreign_key_check(touched.name)), 0, "foreign_keys" FROM pragma_foreign_keys;
CREATE TABLE "_altair_new_labels" (
  "code" VARCHAR(20) NOT NULL,
  "text" VARCHAR(80) NOT NULL,
  PRIMARY KEY ("code")
);
INSERT INTO "_altair_new_labels" ("rowid", "code", "text") SELECT "rowid", "code", "text" FROM "labels";
DROP TABLE "labels";
PRAGMA legacy_alter_table = ON;
ALTER TABLE "_altair_new_labels" RENAME TO "labels";
PRAGMA legacy_alter_table = OFF;
CREATE TABLE "_altair_new_readings" (
  "sensor" BIGINT NOT NULL,
  "taken_at" DATETIME NOT NULL,
  "value" REAL NOT NULL,
  PRIMARY KEY ("sensor", "taken_at")
);
INSERT INTO "_altair_new_readings" ("rowid", "sensor", "taken_at", "value") SELECT "rowid", "sensor", "taken_at", "value" FROM "readings";
DROP TABLE "readings";
PRAGMA legacy_alter_table = ON;
ALTER TABLE "_altair_new_readings" RENAME TO "readings";
PRAGMA legacy_alter_table = OFF;
UPDATE temp."_altair_guard" SET "after" = (WITH touched AS MATERIALIZED (SELECT m.name FROM sqlite_master AS m WHERE m.type = 'table' AND m.rootpage > 0 AND (m.name COLLATE NOCASE IN ('labels', 'readings') OR EXISTS (SELECT 1 FROM pragma_foreign_key_list(m.name) AS f WHERE f."table" COLLATE NOCASE IN ('labels', 'readings')))) SELECT count(*) FROM touched, pragma_foreign_key_check(touched.name));
DROP TABLE temp."_altair_guard";
COMMIT;

PRAGMA foreign_keys = ON;
