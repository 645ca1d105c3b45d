<?php

declare(strict_types=1);

namespace Migration;

use Cycle\Migrations\Migration;

/**
 * change_posts, for PostgreSQL 18.4.
 */
final class ChangePosts_20260527_114523_0 extends Migration
{
    protected const DATABASE = 'default';

    public function up(): void
    {
        $this->database()->execute('ALTER TABLE "posts" ALTER COLUMN "shout" SET EXPRESSION AS (upper(trim("title")))');
        $this->database()->execute('ALTER TABLE "posts" ADD COLUMN "slug" character varying(80) GENERATED ALWAYS AS (lower("title")) STORED');
        $this->database()->execute('CREATE INDEX "posts_slug" ON "posts" ("slug")');
    }

    public function down(): void
    {
        $this->database()->execute('DROP INDEX "posts_slug"');
        $this->database()->execute('ALTER TABLE "posts" DROP COLUMN "slug"');
        $this->database()->execute('ALTER TABLE "posts" ALTER COLUMN "shout" SET EXPRESSION AS (upper("title"))');
    }
}
