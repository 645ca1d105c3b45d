<?php

declare(strict_types=1);

namespace Migration;

use Cycle\Migrations\Migration;

/**
 * phase1_fill_nick_in_users_before_not_null (expand), for PostgreSQL 18.4.
 */
final class Phase1FillNickInUsersBeforeNotNull_20260527_114523_0 extends Migration
{
    protected const DATABASE = 'default';

    public function up(): void
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
        $this->database()->commit();
        $this->database()->execute(
            'DO E\'' . "\n"
            . '#variable_conflict use_column' . "\n"
            . '<<altair_batches>>' . "\n"
            . 'DECLARE' . "\n"
            . '  first_1 "users"."id"%TYPE;' . "\n"
            . '  next_1 "users"."id"%TYPE;' . "\n"
            . 'BEGIN' . "\n"
            . '  SELECT "id" INTO altair_batches.first_1 FROM "users" ORDER BY "id" LIMIT 1;' . "\n"
            . '  WHILE FOUND LOOP' . "\n"
            . '    SELECT "id" INTO altair_batches.next_1 FROM "users" WHERE ("id") >= (altair_batches.first_1) ORDER BY "id" LIMIT 1 OFFSET 10000;' . "\n"
            . '    IF NOT FOUND THEN' . "\n"
            . '      UPDATE "users" SET "nick" = "email" WHERE ("id") >= (altair_batches.first_1) AND ("nick" IS NULL);' . "\n"
            . '      COMMIT;' . "\n"
            . '      EXIT;' . "\n"
            . '    END IF;' . "\n"
            . '    UPDATE "users" SET "nick" = "email" WHERE ("id") >= (altair_batches.first_1) AND ("id") < (altair_batches.next_1) AND ("nick" IS NULL);' . "\n"
            . '    COMMIT;' . "\n"
            . '    SELECT altair_batches.next_1 INTO altair_batches.first_1;' . "\n"
            . '  END LOOP;' . "\n"
            . 'END' . "\n"
            . '\''
        );
        $this->database()->begin();
    }

    public function down(): void
    {
        $this->database()->execute('DROP TRIGGER "~altair_sync_users_9e6ef23502" ON "users"');
        $this->database()->execute('DROP FUNCTION "altair_sync_users_9e6ef23502"()');
    }
}
