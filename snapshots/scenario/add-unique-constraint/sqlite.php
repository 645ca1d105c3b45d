<?php

declare(strict_types=1);

namespace Migration;

use Cycle\Migrations\Migration;

/**
 * change_members, for SQLite 3.52.0.
 */
final class ChangeMembers_20260527_114523_0 extends Migration
{
    protected const DATABASE = 'default';

    public function up(): void
    {
        // Closes the migrator's own query; SQLite drops no table while one is open.
        $this->database()->getDriver()->getSchemaHandler();
        $this->database()->execute('CREATE UNIQUE INDEX "members_badge_key" ON "members" ("badge")');
        $this->database()->execute('CREATE UNIQUE INDEX "members_org_email" ON "members" ("org_id", "email")');
    }

    public function down(): void
    {
        // Closes the migrator's own query; SQLite drops no table while one is open.
        $this->database()->getDriver()->getSchemaHandler();
        $this->database()->execute('DROP INDEX "members_org_email"');
        $this->database()->execute('DROP INDEX "members_badge_key"');
    }
}
