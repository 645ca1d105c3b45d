-- add_home_id_to_users (up)
-- For SQLite 3.52.0. Run with: sqlite3 -bail DATABASE < FILE

PRAGMA foreign_keys = OFF;

BEGIN;
CREATE TEMP TABLE "_altair_guard" ("before" INTEGER NOT NULL, "after" INTEGER NOT NULL, "foreign_keys" INTEGER NOT NULL, CONSTRAINT "foreign_keys_must_be_off" CHECK ("foreign_keys" = 0), CONSTRAINT "no_new_foreign_key_violation" CHECK ("after" <= "before"));
INSERT INTO temp."_altair_guard" ("before", "after", "foreign_keys") SELECT (WITH touched AS MATERIALIZED (SELECT m.name FROM sqlite_master AS m WHERE m.type = 'table' AND m.rootpage > 0 AND (m.name COLLATE NOCASE IN ('users') OR EXISTS (SELECT 1 FROM pragma_foreign_key_list(m.name) AS f WHERE f."table" COLLATE NOCASE IN ('users')))) SELECT count(*) FROM touched, pragma_foreign_key_check(touched.name)), 0, "foreign_keys" FROM pragma_foreign_keys;
CREATE TABLE "_altair_new_users" (
  "id" INTEGER PRIMARY KEY AUTOINCREMENT,
  "org_id" BIGINT NOT NULL,
  "boss_id" BIGINT,
  "home_id" BIGINT,
  FOREIGN KEY ("boss_id") REFERENCES "users" ("id") ON DELETE SET NULL,
  FOREIGN KEY ("home_id") REFERENCES "organisations" ("id"),
  FOREIGN KEY ("org_id") REFERENCES "organisations" ("id") ON DELETE CASCADE ON UPDATE RESTRICT
);
INSERT INTO "_altair_new_users" ("id", "org_id", "boss_id") SELECT "id", "org_id", "boss_id" FROM "users";
DELETE FROM sqlite_sequence WHERE name = '_altair_new_users';
INSERT INTO sqlite_sequence (name, seq) SELECT '_altair_new_users', seq FROM sqlite_sequence WHERE name = 'users' COLLATE NOCASE;
DROP TABLE "users";
PRAGMA legacy_alter_table = ON;
ALTER TABLE "_altair_new_users" RENAME TO "users";
PRAGMA legacy_alter_table = OFF;
UPDATE temp."_altair_guard" SET "after" = (WITH touched AS MATERIALIZED (SELECT m.name FROM sqlite_master AS m WHERE m.type = 'table' AND m.rootpage > 0 AND (m.name COLLATE NOCASE IN ('users') OR EXISTS (SELECT 1 FROM pragma_foreign_key_list(m.name) AS f WHERE f."table" COLLATE NOCASE IN ('users')))) SELECT count(*) FROM touched, pragma_foreign_key_check(touched.name));
DROP TABLE temp."_altair_guard";
COMMIT;

PRAGMA foreign_keys = ON;
