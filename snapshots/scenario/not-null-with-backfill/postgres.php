<?php

declare(strict_types=1);

namespace Migration;

use Cycle\Migrations\Migration;

/**
 * change_users, for PostgreSQL 18.4.
 */
final class ChangeUsers_20260527_114523_0 extends Migration
{
    protected const DATABASE = 'default';

    public function up(): void
    {
        $this->database()->execute('ALTER TABLE "users" ADD COLUMN "first_name" character varying(60), ADD COLUMN "last_name" character varying(60)');
        $this->database()->execute('UPDATE "users" SET "city" = \'unknown\' WHERE "city" IS NULL');
        $this->database()->execute('UPDATE "users" SET "first_name" = split_part("full_name", \' \', 1) WHERE "first_name" IS NULL');
        $this->database()->execute('UPDATE "users" SET "last_name" = split_part("full_name", \' \', 2) WHERE "last_name" IS NULL');
        $this->database()->execute('ALTER TABLE "users" ALTER COLUMN "city" SET NOT NULL');
        $this->database()->execute('ALTER TABLE "users" ALTER COLUMN "first_name" SET NOT NULL');
        $this->database()->execute('ALTER TABLE "users" ALTER COLUMN "last_name" SET NOT NULL');
    }

    public function down(): void
    {
        $this->database()->execute('ALTER TABLE "users" ALTER COLUMN "city" DROP NOT NULL');
        $this->database()->execute('ALTER TABLE "users" DROP COLUMN "last_name", DROP COLUMN "first_name"');
    }
}
