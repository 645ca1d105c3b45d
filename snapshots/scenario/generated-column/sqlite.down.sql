-- change_posts (down)
-- For SQLite 3.52.0. Run with: sqlite3 -bail DATABASE < FILE

PRAGMA foreign_keys = OFF;

BEGIN;
CREATE TEMP TABLE "_altair_guard" ("before" INTEGER NOT NULL, "after" INTEGER NOT NULL, "foreign_keys" INTEGER NOT NULL, CONSTRAINT "foreign_keys_must_be_off" CHECK ("foreign_keys" = 0), CONSTRAINT "no_new_foreign_key_violation" CHECK ("after" <= "before"));
INSERT INTO temp."_altair_guard" ("before", "after", "foreign_keys") SELECT (WITH touched AS MATERIALIZED (SELECT m.name FROM sqlite_master AS m WHERE m.type = 'table' AND m.rootpage > 0 AND (m.name COLLATE NOCASE IN ('posts') OR EXISTS (SELECT 1 FROM pragma_foreign_key_list(m.name) AS f WHERE f."table" COLLATE NOCASE IN ('posts')))) SELECT count(*) FROM touched, pragma_foreign_key_check(touched.name)), 0, "foreign_keys" FROM pragma_foreign_keys;
CREATE TABLE "_altair_new_posts" (
  "id" INTEGER PRIMARY KEY AUTOINCREMENT,
  "title" VARCHAR(80) NOT NULL,
  "words" INTEGER NOT NULL,
  "shout" VARCHAR(80) GENERATED ALWAYS AS (upper("title")) STORED
);
INSERT INTO "_altair_new_posts" ("id", "title", "words") SELECT "id", "title", "words" FROM "posts";
DELETE FROM sqlite_sequence WHERE name = '_altair_new_posts';
INSERT INTO sqlite_sequence (name, seq) SELECT '_altair_new_posts', seq FROM sqlite_sequence WHERE name = 'posts' COLLATE NOCASE;
DROP TABLE "posts";
PRAGMA legacy_alter_table = ON;
ALTER TABLE "_altair_new_posts" RENAME TO "posts";
PRAGMA legacy_alter_table = OFF;
UPDATE temp."_altair_guard" SET "after" = (WITH touched AS MATERIALIZED (SELECT m.name FROM sqlite_master AS m WHERE m.type = 'table' AND m.rootpage > 0 AND (m.name COLLATE NOCASE IN ('posts') OR EXISTS (SELECT 1 FROM pragma_foreign_key_list(m.name) AS f WHERE f."table" COLLATE NOCASE IN ('posts')))) SELECT count(*) FROM touched, pragma_foreign_key_check(touched.name));
DROP TABLE temp."_altair_guard";
COMMIT;

PRAGMA foreign_keys = ON;
