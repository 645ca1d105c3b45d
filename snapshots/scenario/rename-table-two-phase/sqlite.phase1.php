<?php

declare(strict_types=1);

namespace Migration;

use Cycle\Migrations\Migration;

/**
 * phase1_rename_people_to_users_behind_a_view (expand), for SQLite 3.52.0.
 */
final class Phase1RenamePeopleToUsersBehindAView_20260527_114523_0 extends Migration
{
    protected const DATABASE = 'default';

    public function up(): void
    {
        // Closes the migrator's own query; SQLite drops no table while one is open.
        $this->database()->getDriver()->getSchemaHandler();
        $this->database()->execute('ALTER TABLE "people" RENAME TO "users"');
        $this->database()->execute('ALTER TABLE "users" RENAME COLUMN "full_name" TO "name"');
        $this->database()->execute('CREATE VIEW "people" AS SELECT "id" AS "id", "name" AS "full_name", "mail" AS "mail", "city" AS "city" FROM "users"');
        $this->database()->execute('CREATE TRIGGER "people_altair_insert" INSTEAD OF INSERT ON "people" BEGIN INSERT INTO "users" ("id", "name", "mail", "city") VALUES (NEW."id", NEW."full_name", NEW."mail", NEW."city"); END');
        $this->database()->execute('CREATE TRIGGER "people_altair_update" INSTEAD OF UPDATE ON "people" BEGIN UPDATE "users" SET "id" = NEW."id", "name" = NEW."full_name", "mail" = NEW."mail", "city" = NEW."city" WHERE "id" IS OLD."id"; END');
        $this->database()->execute('CREATE TRIGGER "people_altair_delete" INSTEAD OF DELETE ON "people" BEGIN DELETE FROM "users" WHERE "id" IS OLD."id"; END');
        $this->database()->execute('ALTER TABLE "users" ADD COLUMN "country" VARCHAR(2) NOT NULL DEFAULT \'fr\'');
        $this->database()->execute('CREATE INDEX "users_city_idx" ON "users" ("city")');
    }

    public function down(): void
    {
        // Closes the migrator's own query; SQLite drops no table while one is open.
        $this->database()->getDriver()->getSchemaHandler();
        $this->database()->execute('DROP INDEX "users_city_idx"');
        $this->database()->execute('ALTER TABLE "users" DROP COLUMN "country"');
        $this->database()->execute('DROP TRIGGER "people_altair_delete"');
        $this->database()->execute('DROP TRIGGER "people_altair_update"');
        $this->database()->execute('DROP TRIGGER "people_altair_insert"');
        $this->database()->execute('DROP VIEW "people"');
        $this->database()->execute('ALTER TABLE "users" RENAME COLUMN "name" TO "full_name"');
        $this->database()->execute('ALTER TABLE "users" RENAME TO "people"');
    }
}
