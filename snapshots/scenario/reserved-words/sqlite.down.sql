-- change_group (down)
-- For SQLite 3.52.0. Run with: sqlite3 -bail DATABASE < FILE

PRAGMA foreign_keys = OFF;

BEGIN;
CREATE TEMP TABLE "_altair_guard" ("before" INTEGER NOT NULL, "after" INTEGER NOT NULL, "foreign_keys" INTEGER NOT NULL, CONSTRAINT "foreign_keys_must_be_off" CHECK ("foreign_keys" = 0), CONSTRAINT "no_new_foreign_key_violation" CHECK ("after" <= "before"));
INSERT INTO temp."_altair_guard" ("before", "after", "foreign_keys") SELECT (WITH touched AS MATERIALIZED (SELECT m.name FROM sqlite_master AS m WHERE m.type = 'table' AND m.rootpage > 0 AND (m.name COLLATE NOCASE IN ('group', 'order') OR EXISTS (SELECT 1 FROM pragma_foreign_key_list(m.name) AS f WHERE f."table" COLLATE NOCASE IN ('group', 'order')))) SELECT count(*) FROM touched, pragma_foreign_key_check(touched.name)), 0, "foreign_keys" FROM pragma_foreign_keys;
CREATE TABLE "_altair_new_group" (
  "id" INTEGER PRIMARY KEY AUTOINCREMENT,
  "select" VARCHAR(20) NOT NULL DEFAULT 'l',
  "right" VARCHAR(40) DEFAULT 'r',
  "two words" INTEGER NOT NULL DEFAULT 1,
  "it's ""quoted"" `so`" VARCHAR(20)
);
INSERT INTO "_altair_new_group" ("id", "select", "right", "two words", "it's ""quoted"" `so`") SELECT "id", "select", "right", "two words", "it's ""quoted"" `so`" FROM "group";
DELETE FROM sqlite_sequence WHERE name = '_altair_new_group';
INSERT INTO sqlite_sequence (name, seq) SELECT '_altair_new_group', seq FROM sqlite_sequence WHERE name = 'group' COLLATE NOCASE;
DROP TABLE "group";
PRAGMA legacy_alter_table = ON;
ALTER TABLE "_altair_new_group" RENAME TO "group";
PRAGMA legacy_alter_table = OFF;
CREATE TABLE "_altair_new_group" (
  "id" INTEGER PRIMARY KEY AUTOINCREMENT,
  "select" VARCHAR(20) NOT NULL DEFAULT 'l',
  "right" VARCHAR(20) DEFAULT 'r',
  "two words" INTEGER NOT NULL DEFAULT 1
);
INSERT INTO "_altair_new_group" ("id", "select", "right", "two words") SELECT "id", "select", "right", "two words" FROM "group";
DELETE FROM sqlite_sequence WHERE name = '_altair_new_group';
INSERT INTO sqlite_sequence (name, seq) SELECT '_altair_new_group', seq FROM sqlite_sequence WHERE name = 'group' COLLATE NOCASE;
DROP TABLE "group";
PRAGMA legacy_alter_table = ON;
ALTER TABLE "_altair_new_group" RENAME TO "group";
PRAGMA legacy_alter_table = OFF;
CREATE INDEX "key" ON "group" ("select");
ALTER TABLE "group" RENAME COLUMN "two words" TO "from";
ALTER TABLE "group" RENAME COLUMN "select" TO "left";
ALTER TABLE "group" RENAME TO "order";
UPDATE temp."_altair_guard" SET "after" = (WITH touched AS MATERIALIZED (SELECT m.name FROM sqlite_master AS m WHERE m.type = 'table' AND m.rootpage > 0 AND (m.name COLLATE NOCASE IN ('group', 'order') OR EXISTS (SELECT 1 FROM pragma_foreign_key_list(m.name) AS f WHERE f."table" COLLATE NOCASE IN ('group', 'order')))) SELECT count(*) FROM touched, pragma_foreign_key_check(touched.name));
DROP TABLE temp."_altair_guard";
COMMIT;

PRAGMA foreign_keys = ON;
