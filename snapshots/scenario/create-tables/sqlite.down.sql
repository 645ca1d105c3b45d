-- change_chickens_and_eggs (down)
-- For SQLite 3.52.0. Run with: sqlite3 -bail DATABASE < FILE

PRAGMA foreign_keys = OFF;

BEGIN;
CREATE TEMP TABLE "_altair_guard" ("before" INTEGER NOT NULL, "after" INTEGER NOT NULL, "foreign_keys" INTEGER NOT NULL, CONSTRAINT "foreign_keys_must_be_off" CHECK ("foreign_keys" = 0), CONSTRAINT "no_new_foreign_key_violation" CHECK ("after" <= "before"));
INSERT INTO temp."_altair_guard" ("before", "after", "foreign_keys") SELECT (WITH touched AS MATERIALIZED (SELECT m.name FROM sqlite_master AS m WHERE m.type = 'table' AND m.rootpage > 0 AND (m.name COLLATE NOCASE IN ('chickens', 'eggs') OR EXISTS (SELECT 1 FROM pragma_foreign_key_list(m.name) AS f WHERE f."table" COLLATE NOCASE IN ('chickens', 'eggs')))) SELECT count(*) FROM touched, pragma_foreign_key_check(touched.name)), 0, "foreign_keys" FROM pragma_foreign_keys;
DROP TABLE "eggs";
DROP TABLE "chickens";
UPDATE temp."_altair_guard" SET "after" = (WITH touched AS MATERIALIZED (SELECT m.name FROM sqlite_master AS m WHERE m.type = 'table' AND m.rootpage > 0 AND (m.name COLLATE NOCASE IN ('chickens', 'eggs') OR EXISTS (SELECT 1 FROM pragma_foreign_key_list(m.name) AS f WHERE f."table" COLLATE NOCASE IN ('chickens', 'eggs')))) SELECT count(*) FROM touched, pragma_foreign_key_check(touched.name));
DROP TABLE temp."_altair_guard";
COMMIT;

PRAGMA foreign_keys = ON;
