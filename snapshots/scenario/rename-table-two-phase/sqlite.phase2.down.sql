-- drop_old_name_after_rename_of_people_to_users (down), contract
-- For SQLite 3.52.0. Run with: sqlite3 -bail DATABASE < FILE

BEGIN;
CREATE VIEW "people" AS SELECT "id" AS "id", "name" AS "full_name", "mail" AS "mail", "city" AS "city" FROM "users";
CREATE TRIGGER "people_altair_delete" INSTEAD OF DELETE ON "people" BEGIN DELETE FROM "users" WHERE "id" IS OLD."id"; END;
CREATE TRIGGER "people_altair_insert" INSTEAD OF INSERT ON "people" BEGIN INSERT INTO "users" ("id", "name", "mail", "city") VALUES (NEW."id", NEW."full_name", NEW."mail", NEW."city"); END;
CREATE TRIGGER "people_altair_update" INSTEAD OF UPDATE ON "people" BEGIN UPDATE "users" SET "id" = NEW."id", "name" = NEW."full_name", "mail" = NEW."mail", "city" = NEW."city" WHERE "id" IS OLD."id"; END;
COMMIT;
