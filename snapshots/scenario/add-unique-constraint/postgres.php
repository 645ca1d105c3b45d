<?php

declare(strict_types=1);

namespace Migration;

use Cycle\Migrations\Migration;

/**
 * change_members, for PostgreSQL 18.4.
 */
final class ChangeMembers_20260527_114523_0 extends Migration
{
    protected const DATABASE = 'default';

    public function up(): void
    {
        $this->database()->execute('ALTER TABLE "members" ADD CONSTRAINT "members_badge_key" UNIQUE ("badge")');
        $this->database()->execute('ALTER TABLE "members" ADD CONSTRAINT "members_org_email" UNIQUE ("org_id", "email")');
    }

    public function down(): void
    {
        $this->database()->execute('ALTER TABLE "members" DROP CONSTRAINT "members_org_email"');
        $this->database()->execute('ALTER TABLE "members" DROP CONSTRAINT "members_badge_key"');
    }
}
