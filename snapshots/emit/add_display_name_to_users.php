<?php

declare(strict_types=1);

namespace Migration;

use Cycle\Migrations\Migration;

/**
 * add_display_name_to_users, for PostgreSQL 15.18.
 */
final class AddDisplayNameToUsers_20260527_114523_0 extends Migration
{
    protected const DATABASE = 'default';

    public function up(): void
    {
        $this->database()->execute('ALTER TABLE "users" ADD COLUMN "display_name" varchar(255)');
        $this->database()->execute('UPDATE "users" SET "display_name" = coalesce("first_name" || \' \' || "last_name", "email") WHERE "display_name" IS NULL');
        $this->database()->execute('ALTER TABLE "users" ALTER COLUMN "display_name" SET NOT NULL');
    }

    public function down(): void
    {
        $this->database()->execute('ALTER TABLE "users" DROP COLUMN "display_name"');
    }
}
