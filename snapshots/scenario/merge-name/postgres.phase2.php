<?php

declare(strict_types=1);

namespace Migration;

use Cycle\Migrations\Migration;

/**
 * phase2_drop_old_columns_after_split_of_first_name_and_last_name_in_users (contract), for PostgreSQL 18.4.
 */
final class Phase2DropOldColumnsAfterSplitOfFirstNameAndLastNameInUsers_20260527_114523_1 extends Migration
{
    protected const DATABASE = 'default';

    public function up(): void
    {
        $this->database()->execute(
            'DO E\'' . "\n"
            . 'BEGIN' . "\n"
            . '  IF EXISTS (SELECT 1 FROM "users" WHERE NOT ("full_name" COLLATE "C" IS NOT DISTINCT FROM cast("first_name" || \'\' \'\' || "last_name" AS text) OR "first_name" COLLATE "C" IS NOT DISTINCT FROM cast(split_part("full_name", \'\' \'\', 1) AS text) AND "last_name" COLLATE "C" IS NOT DISTINCT FROM cast(split_part("full_name", \'\' \'\', 2) AS text))) THEN' . "\n"
            . '    RAISE EXCEPTION USING ERRCODE = \'\'check_violation\'\', MESSAGE = \'\'altair: users: first_name, last_name and full_name differ, phase 2 was stopped\'\';' . "\n"
            . '  END IF;' . "\n"
            . 'END' . "\n"
            . '\''
        );
        $this->database()->execute('ALTER TABLE "users" ALTER COLUMN "full_name" SET NOT NULL');
        $this->database()->execute('DROP TRIGGER "~altair_sync_users_cfaebf87e2" ON "users"');
        $this->database()->execute('DROP FUNCTION "altair_sync_users_cfaebf87e2"()');
        $this->database()->execute('ALTER TABLE "users" DROP COLUMN "first_name"');
        $this->database()->execute('ALTER TABLE "users" DROP COLUMN "last_name"');
    }

    public function down(): void
    {
        $this->database()->execute('ALTER TABLE "users" ADD COLUMN "last_name" character varying(80), ADD COLUMN "first_name" character varying(80)');
        $this->database()->execute(
            'CREATE FUNCTION "altair_sync_users_cfaebf87e2"() RETURNS trigger LANGUAGE plpgsql' . "\n"
            . 'SET search_path = \'\'' . "\n"
            . 'AS E\'' . "\n"
            . '#variable_conflict use_column' . "\n"
            . 'BEGIN' . "\n"
            . '  IF tg_op = \'\'INSERT\'\' THEN' . "\n"
            . '    IF "new"."full_name" IS NOT NULL THEN' . "\n"
            . '      IF "new"."first_name" IS NOT NULL OR "new"."last_name" IS NOT NULL THEN' . "\n"
            . '        IF "new"."full_name" COLLATE "C" IS NOT DISTINCT FROM cast("new"."first_name" || \'\' \'\' || "new"."last_name" AS text) THEN' . "\n"
            . '          RETURN new;' . "\n"
            . '        END IF;' . "\n"
            . '      END IF;' . "\n"
            . '      new."first_name" := split_part("new"."full_name", \'\' \'\', 1);' . "\n"
            . '      new."last_name" := split_part("new"."full_name", \'\' \'\', 2);' . "\n"
            . '    ELSE' . "\n"
            . '      new."full_name" := "new"."first_name" || \'\' \'\' || "new"."last_name";' . "\n"
            . '    END IF;' . "\n"
            . '  ELSIF "new"."full_name" COLLATE "C" IS DISTINCT FROM "old"."full_name" OR "new"."first_name" COLLATE "C" IS DISTINCT FROM "old"."first_name" OR "new"."last_name" COLLATE "C" IS DISTINCT FROM "old"."last_name" THEN' . "\n"
            . '    IF "new"."full_name" COLLATE "C" IS NOT DISTINCT FROM cast("new"."first_name" || \'\' \'\' || "new"."last_name" AS text) OR "new"."first_name" COLLATE "C" IS NOT DISTINCT FROM cast(split_part("new"."full_name", \'\' \'\', 1) AS text) AND "new"."last_name" COLLATE "C" IS NOT DISTINCT FROM cast(split_part("new"."full_name", \'\' \'\', 2) AS text) THEN' . "\n"
            . '      RETURN new;' . "\n"
            . '    END IF;' . "\n"
            . '    IF "new"."full_name" COLLATE "C" IS DISTINCT FROM "old"."full_name" THEN' . "\n"
            . '      new."first_name" := split_part("new"."full_name", \'\' \'\', 1);' . "\n"
            . '      new."last_name" := split_part("new"."full_name", \'\' \'\', 2);' . "\n"
            . '    ELSE' . "\n"
            . '      new."full_name" := "new"."first_name" || \'\' \'\' || "new"."last_name";' . "\n"
            . '    END IF;' . "\n"
            . '  END IF;' . "\n"
            . '  RETURN new;' . "\n"
            . 'END' . "\n"
            . '\''
        );
        $this->database()->execute('CREATE TRIGGER "~altair_sync_users_cfaebf87e2" BEFORE INSERT OR UPDATE ON "users" FOR EACH ROW EXECUTE FUNCTION "altair_sync_users_cfaebf87e2"()');
        $this->database()->execute('UPDATE "users" SET "last_name" = split_part("full_name", \' \', 2), "first_name" = split_part("full_name", \' \', 1)');
        $this->database()->execute('ALTER TABLE "users" ALTER COLUMN "full_name" DROP NOT NULL');
        $this->database()->execute('ALTER TABLE "users" ALTER COLUMN "last_name" SET NOT NULL');
        $this->database()->execute('ALTER TABLE "users" ALTER COLUMN "first_name" SET NOT NULL');
    }
}
