-- rename_people_to_users_behind_a_view (down), expand
-- For SQLite 3.52.0. Run with: sqlite3 -bail DATABASE < FILE

BEGIN;
DROP INDEX "users_city_idx";
ALTER TABLE "users" DROP COLUMN "country";
DROP TRIGGER "people_altair_delete";
DROP TRIGGER "people_altair_update";
DROP TRIGGER "people_altair_insert";
DROP VIEW "people";
ALTER TABLE "users" RENAME COLUMN "name" TO "full_name";
ALTER TABLE "users" RENAME TO "people";
COMMIT;
