<?php

declare(strict_types=1);

namespace Migration;

use Cycle\Migrations\Migration;

/**
 * phase2_drop_old_name_after_rename_of_people_to_users (contract), for SQLite 3.52.0.
 */
final class Phase2DropOldNameAfterRenameOfPeopleToUsers_20260527_114523_1 extends Migration
{
    protected const DATABASE = 'default';

    public function up(): void
    {
        // Closes the migrator's own query; SQLite drops no table while one is open.
        $this->database()->getDriver()->getSchemaHandler();
        $this->database()->execute('DROP TRIGGER "people_altair_update"');
        $this->database()->execute('DROP TRIGGER "people_altair_insert"');
        $this->database()->execute('DROP TRIGGER "people_altair_delete"');
        $this->database()->execute('DROP VIEW "people"');
    }

    public function down(): void
    {
        // Closes the migrator's own query; SQLite drops no table while one is open.
        $this->database()->getDriver()->getSchemaHandler();
        $this->database()->execute('CREATE VIEW "people" AS SELECT "id" AS "id", "name" AS "full_name", "mail" AS "mail", "city" AS "city" FROM "users"');
        $this->database()->execute('CREATE TRIGGER "people_altair_delete" INSTEAD OF DELETE ON "people" BEGIN DELETE FROM "users" WHERE "id" IS OLD."id"; END');
        $this->database()->execute('CREATE TRIGGER "people_altair_insert" INSTEAD OF INSERT ON "people" BEGIN INSERT INTO "users" ("id", "name", "mail", "city") VALUES (NEW."id", NEW."full_name", NEW."mail", NEW."city"); END');
        $this->database()->execute('CREATE TRIGGER "people_altair_update" INSTEAD OF UPDATE ON "people" BEGIN UPDATE "users" SET "id" = NEW."id", "name" = NEW."full_name", "mail" = NEW."mail", "city" = NEW."city" WHERE "id" IS OLD."id"; END');
    }
}
