<?php

declare(strict_types=1);

namespace Migration;

use Cycle\Migrations\Migration;

/**
 * phase2_require_nick_in_users (contract), for PostgreSQL 18.4.
 */
final class Phase2RequireNickInUsers_20260527_114523_1 extends Migration
{
    protected const DATABASE = 'default';

    public function up(): void
    {
        $this->database()->execute('UPDATE "users" SET "nick" = "email" WHERE "nick" IS NULL');
        $this->database()->execute('ALTER TABLE "users" ALTER COLUMN "nick" SET NOT NULL');
        $this->database()->execute('DROP TRIGGER "~altair_sync_users_9e6ef23502" ON "users"');
        $this->database()->execute('DROP FUNCTION "altair_sync_users_9e6ef23502"()');
    }

    public function down(): void
    {
        $this->database()->execute(
            'CREATE FUNCTION "altair_sync_users_9e6ef23502"() RETURNS trigger LANGUAGE plpgsql' . "\n"
            . 'SET search_path = \'\'' . "\n"
            . 'AS E\'' . "\n"
            . '#variable_conflict use_column' . "\n"
            . 'BEGIN' . "\n"
            . '  IF new."nick" IS NULL THEN' . "\n"
            . '    new."nick" := "new"."email";' . "\n"
            . '  END IF;' . "\n"
            . '  RETURN new;' . "\n"
            . 'END' . "\n"
            . '\''
        );
        $this->database()->execute('CREATE TRIGGER "~altair_sync_users_9e6ef23502" BEFORE INSERT OR UPDATE ON "users" FOR EACH ROW EXECUTE FUNCTION "altair_sync_users_9e6ef23502"()');
        $this->database()->execute('ALTER TABLE "users" ALTER COLUMN "nick" DROP NOT NULL');
    }
}
