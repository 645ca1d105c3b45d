-- change_bookings (up)
-- For SQLite 3.52.0. Run with: sqlite3 -bail DATABASE < FILE

PRAGMA foreign_keys = OFF;

BEGIN;
CREATE TEMP TABLE "_altair_guard" ("before" INTEGER NOT NULL, "after" INTEGER NOT NULL, "foreign_keys" INTEGER NOT NULL, CONSTRAINT "foreign_keys_must_be_off" CHECK ("foreign_keys" = 0), CONSTRAINT "no_new_foreign_key_violation" CHECK ("after" <= "before"));
INSERT INTO temp."_altair_guard" ("before", "after", "foreign_keys") SELECT (WITH touched AS MATERIALIZED (SELECT m.name FROM sqlite_master AS m WHERE m.type = 'table' AND m.rootpage > 0 AND (m.name COLLATE NOCASE IN ('bookings') OR EXISTS (SELECT 1 FROM pragma_foreign_key_list(m.name) AS f WHERE f."table" COLLATE NOCASE IN ('bookings')))) SELECT count(*) FROM touched, pragma_foreign_key_check(touched.name)), 0, "foreign_keys" FROM pragma_foreign_keys;
CREATE TABLE "_altair_new_bookings" (
  "id" INTEGER PRIMARY KEY AUTOINCREMENT,
  "seats" INTEGER NOT NULL,
  "price" DECIMAL(8,2) NOT NULL,
  "code" VARCHAR(20) NOT NULL,
  "starts" DATE NOT NULL,
  "ends" DATE,
  CONSTRAINT "code_known" CHECK ("code" IN ('early', 'late', 'it''s') OR lower("code") = 'vip'),
  CONSTRAINT "ends_after" CHECK ("ends" IS NULL OR "ends" >= "starts"),
  CONSTRAINT "seats_some" CHECK ("seats" > 0 AND "seats" < 500)
);
INSERT INTO "_altair_new_bookings" ("id", "seats", "price", "code", "starts", "ends") SELECT "id", "seats", "price", "code", "starts", "ends" FROM "bookings";
DELETE FROM sqlite_sequence WHERE name = '_altair_new_bookings';
INSERT INTO sqlite_sequence (name, seq) SELECT '_altair_new_bookings', seq FROM sqlite_sequence WHERE name = 'bookings' COLLATE NOCASE;
DROP TABLE "bookings";
PRAGMA legacy_alter_table = ON;
ALTER TABLE "_altair_new_bookings" RENAME TO "bookings";
PRAGMA legacy_alter_table = OFF;
UPDATE temp."_altair_guard" SET "after" = (WITH touched AS MATERIALIZED (SELECT m.name FROM sqlite_master AS m WHERE m.type = 'table' AND m.rootpage > 0 AND (m.name COLLATE NOCASE IN ('bookings') OR EXISTS (SELECT 1 FROM pragma_foreign_key_list(m.name) AS f WHERE f."table" COLLATE NOCASE IN ('bookings')))) SELECT count(*) FROM touched, pragma_foreign_key_check(touched.name));
DROP TABLE temp."_altair_guard";
COMMIT;

PRAGMA foreign_keys = ON;
