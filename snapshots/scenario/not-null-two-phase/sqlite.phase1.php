<?php

declare(strict_types=1);

namespace Migration;

use Cycle\Migrations\Migration;

/**
 * phase1_fill_nick_in_users_before_not_null (expand), for SQLite 3.52.0.
 */
final class Phase1FillNickInUsersBeforeNotNull_20260527_114523_0 extends Migration
{
    protected const DATABASE = 'default';

    public function up(): void
    {
        // Closes the migrator's own query; SQLite drops no table while one is open.
        $this->database()->getDriver()->getSchemaHandler();
        $this->database()->execute('CREATE TRIGGER "altair_sync_users_9e6ef23502_insert" AFTER INSERT ON "users" WHEN NEW."nick" IS NULL BEGIN UPDATE "users" SET "nick" = "email" WHERE ("rowid" IS "NEW"."rowid") AND "nick" IS NULL AND "email" IS NOT NULL; END');
        $this->database()->execute('CREATE TRIGGER "altair_sync_users_9e6ef23502_update" AFTER UPDATE OF "nick" ON "users" WHEN NEW."nick" IS NULL BEGIN UPDATE "users" SET "nick" = "email" WHERE ("rowid" IS "NEW"."rowid") AND "nick" IS NULL AND "email" IS NOT NULL; END');
        $this->database()->execute('UPDATE "users" SET "nick" = "email" WHERE "nick" IS NULL');
    }

    public function down(): void
    {
        // Closes the migrator's own query; SQLite drops no table while one is open.
        $this->database()->getDriver()->getSchemaHandler();
        $this->database()->execute('DROP TRIGGER "altair_sync_users_9e6ef23502_update"');
        $this->database()->execute('DROP TRIGGER "altair_sync_users_9e6ef23502_insert"');
    }
}
