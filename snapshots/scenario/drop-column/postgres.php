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
        $this->database()->execute('ALTER TABLE "users" DROP CONSTRAINT "score_positive"');
        $this->database()->execute('DROP INDEX "users_by_score"');
        $this->database()->execute('ALTER TABLE "users" DROP CONSTRAINT "users_legacy_code_key"');
        $this->database()->execute('ALTER TABLE "users" DROP COLUMN "legacy_code", DROP COLUMN "legacy_role", DROP COLUMN "legacy_score"');
    }

    public function down(): void
    {
        // Not everything comes back; the plan says what does not.
        $this->database()->execute('ALTER TABLE "users" ADD COLUMN "legacy_score" integer, ADD COLUMN "legacy_role" character varying(20) DEFAULT \'guest\', ADD COLUMN "legacy_code" character varying(20)');
        $this->database()->execute('ALTER TABLE "users" ADD CONSTRAINT "users_legacy_code_key" UNIQUE ("legacy_code")');
        $this->database()->execute('CREATE INDEX "users_by_score" ON "users" ("legacy_score", "email")');
        $this->database()->execute('ALTER TABLE "users" ADD CONSTRAINT "score_positive" CHECK ("legacy_score" >= 0)');
    }
}
