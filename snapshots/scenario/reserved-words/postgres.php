<?php

declare(strict_types=1);

namespace Migration;

use Cycle\Migrations\Migration;

/**
 * change_group, for PostgreSQL 18.4.
 */
final class ChangeGroup_20260527_114523_0 extends Migration
{
    protected const DATABASE = 'default';

    public function up(): void
    {
        $this->database()->execute('ALTER TABLE "order" RENAME TO "group"');
        $this->database()->execute('ALTER TABLE "group" RENAME COLUMN "left" TO "select"');
        $this->database()->execute('ALTER TABLE "group" RENAME COLUMN "from" TO "two words"');
        $this->database()->execute('DROP INDEX "key"');
        $this->database()->execute('ALTER TABLE "group" ADD COLUMN "it\'s ""quoted"" `so`" character varying(20)');
        $this->database()->execute('ALTER TABLE "group" ALTER COLUMN "right" TYPE character varying(40)');
        $this->database()->execute('UPDATE "group" SET "right" = \'none\' WHERE "right" IS NULL');
        $this->database()->execute('ALTER TABLE "group" ALTER COLUMN "right" SET NOT NULL');
        $this->database()->execute('CREATE INDEX "key" ON "group" ("select", "two words" DESC)');
        $this->database()->execute('ALTER TABLE "group" ADD CONSTRAINT "where" CHECK ("two words" >= 0)');
    }

    public function down(): void
    {
        $this->database()->execute('ALTER TABLE "group" DROP CONSTRAINT "where"');
        $this->database()->execute('DROP INDEX "key"');
        $this->database()->execute('ALTER TABLE "group" ALTER COLUMN "right" DROP NOT NULL');
        $this->database()->execute('ALTER TABLE "group" ALTER COLUMN "right" TYPE character varying(20)');
        $this->database()->execute('ALTER TABLE "group" DROP COLUMN "it\'s ""quoted"" `so`"');
        $this->database()->execute('CREATE INDEX "key" ON "group" ("select")');
        $this->database()->execute('ALTER TABLE "group" RENAME COLUMN "two words" TO "from"');
        $this->database()->execute('ALTER TABLE "group" RENAME COLUMN "select" TO "left"');
        $this->database()->execute('ALTER TABLE "group" RENAME TO "order"');
    }
}
