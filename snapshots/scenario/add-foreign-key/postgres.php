<?php

declare(strict_types=1);

namespace Migration;

use Cycle\Migrations\Migration;

/**
 * add_home_id_to_users, for PostgreSQL 18.4.
 */
final class AddHomeIdToUsers_20260527_114523_0 extends Migration
{
    protected const DATABASE = 'default';

    public function up(): void
    {
        $this->database()->execute('ALTER TABLE "users" ADD COLUMN "home_id" bigint');
        $this->database()->execute('ALTER TABLE "users" ADD CONSTRAINT "users_boss_id_fkey" FOREIGN KEY ("boss_id") REFERENCES "users" ("id") ON DELETE SET NULL');
        $this->database()->execute('ALTER TABLE "users" ADD CONSTRAINT "users_home_id_fkey" FOREIGN KEY ("home_id") REFERENCES "organisations" ("id")');
        $this->database()->execute('ALTER TABLE "users" ADD CONSTRAINT "users_org_id_fkey" FOREIGN KEY ("org_id") REFERENCES "organisations" ("id") ON DELETE CASCADE ON UPDATE RESTRICT');
    }

    public function down(): void
    {
        $this->database()->execute('ALTER TABLE "users" DROP CONSTRAINT "users_org_id_fkey"');
        $this->database()->execute('ALTER TABLE "users" DROP CONSTRAINT "users_home_id_fkey"');
        $this->database()->execute('ALTER TABLE "users" DROP CONSTRAINT "users_boss_id_fkey"');
        $this->database()->execute('ALTER TABLE "users" DROP COLUMN "home_id"');
    }
}
