-- drop_old_name_after_rename_of_people_to_users (up), contract
-- For SQLite 3.52.0. Run with: sqlite3 -bail DATABASE < FILE

BEGIN;
DROP TRIGGER "people_altair_update";
DROP TRIGGER "people_altair_insert";
DROP TRIGGER "people_altair_delete";
DROP VIEW "people";
COMMIT;
