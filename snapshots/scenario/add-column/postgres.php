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
        $this->database()->execute('ALTER TABLE "users" ADD COLUMN "nickname" character varying(40), ADD COLUMN "visits" integer DEFAULT 0 NOT NULL, ADD COLUMN "active" boolean DEFAULT true NOT NULL');
        $this->database()->execute('ALTER TABLE "users" ADD COLUMN "seen_at" timestamp without time zone DEFAULT CURRENT_TIMESTAMP NOT NULL');
        $this->database()->execute('ALTER TABLE "users" ADD COLUMN "motto" character varying(80) DEFAULT E\'it\'\'s \\\\ 100%\' NOT NULL, ADD COLUMN "display_name" character varying(190)');
        $this->database()->execute('UPDATE "users" SET "display_name" = coalesce("first_name" || \' \' || "last_name", "email") WHERE "display_name" IS NULL');
        $this->database()->execute('ALTER TABLE "users" ALTER COLUMN "display_name" SET NOT NULL');
    }

    public function down(): void
    {
        $this->database()->execute('ALTER TABLE "users" DROP COLUMN "display_name", DROP COLUMN "motto"');
        $this->database()->execute('ALTER TABLE "users" DROP COLUMN "seen_at"');
        $this->database()->execute('ALTER TABLE "users" DROP COLUMN "active", DROP COLUMN "visits", DROP COLUMN "nickname"');
    }
}
