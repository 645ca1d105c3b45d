-- change_orders_and_parcels (down)
-- For SQLite 3.52.0. Run with: sqlite3 -bail DATABASE < FILE

PRAGMA foreign_keys = OFF;

BEGIN;
CREATE TEMP TABLE "_altair_guard" ("before" INTEGER NOT NULL, "after" INTEGER NOT NULL, "foreign_keys" INTEGER NOT NULL, CONSTRAINT "foreign_keys_must_be_off" CHECK ("foreign_keys" = 0), CONSTRAINT "no_new_foreign_key_violation" CHECK ("after" <= "before"));
INSERT INTO temp."_altair_guard" ("before", "after", "foreign_keys") SELECT (WITH touched AS MATERIALIZED (SELECT m.name FROM sqlite_master AS m WHERE m.type = 'table' AND m.rootpage > 0 AND (m.name COLLATE NOCASE IN ('orders', 'parcels') OR EXISTS (SELECT 1 FROM pragma_foreign_key_list(m.name) AS f WHERE f."table" COLLATE NOCASE IN ('orders', 'parcels')))) SELECT count(*) FROM touched, pragma_foreign_key_check(touched.name)), 0, "foreign_keys" FROM pragma_foreign_keys;
CREATE TABLE "_altair_new_parcels" (
  "id" INTEGER PRIMARY KEY AUTOINCREMENT,
  "size" TEXT,
  CONSTRAINT "parcels_size_check" CHECK ("size" IN ('small', 'medium', 'large'))
);
INSERT INTO "_altair_new_parcels" ("id", "size") SELECT "id", "size" FROM "parcels";
DELETE FROM sqlite_sequence WHERE name = '_altair_new_parcels';
INSERT INTO sqlite_sequence (name, seq) SELECT '_altair_new_parcels', seq FROM sqlite_sequence WHERE name = 'parcels' COLLATE NOCASE;
DROP TABLE "parcels";
PRAGMA legacy_alter_table = ON;
ALTER TABLE "_altair_new_parcels" RENAME TO "parcels";
PRAGMA legacy_alter_table = OFF;
CREATE TABLE "_altair_new_orders" (
  "id" INTEGER PRIMARY KEY AUTOINCREMENT,
  "state" TEXT NOT NULL DEFAULT 'new',
  CONSTRAINT "orders_state_check" CHECK ("state" IN ('new', 'paid', 'sent'))
);
INSERT INTO "_altair_new_orders" ("id", "state") SELECT "id", "state" FROM "orders";
DELETE FROM sqlite_sequence WHERE name = '_altair_new_orders';
INSERT INTO sqlite_sequence (name, seq) SELECT '_altair_new_orders', seq FROM sqlite_sequence WHERE name = 'orders' COLLATE NOCASE;
DROP TABLE "orders";
PRAGMA legacy_alter_table = ON;
ALTER TABLE "_altair_new_orders" RENAME TO "orders";
PRAGMA legacy_alter_table = OFF;
UPDATE temp."_altair_guard" SET "after" = (WITH touched AS MATERIALIZED (SELECT m.name FROM sqlite_master AS m WHERE m.type = 'table' AND m.rootpage > 0 AND (m.name COLLATE NOCASE IN ('orders', 'parcels') OR EXISTS (SELECT 1 FROM pragma_foreign_key_list(m.name) AS f WHERE f."table" COLLATE NOCASE IN ('orders', 'parcels')))) SELECT count(*) FROM touched, pragma_foreign_key_check(touched.name));
DROP TABLE temp."_altair_guard";
COMMIT;

PRAGMA foreign_keys = ON;
