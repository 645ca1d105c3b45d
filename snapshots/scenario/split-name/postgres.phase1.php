<?php

declare(strict_types=1);

namespace Migration;

use Cycle\Migrations\Migration;

/**
 * phase1_add_new_columns_for_split_of_full_name_in_users (expand), for PostgreSQL 18.4.
 */
final class Phase1AddNewColumnsForSplitOfFullNameInUsers_20260527_114523_0 extends Migration
{
    protected const DATABASE = 'default';

    public function up(): void
    {
        $this->database()->execute('ALTER TABLE "users" ADD COLUMN "first_name" character varying(80), ADD COLUMN "last_name" character varying(80)');
        $this->database()->execute(
            'CREATE FUNCTION "altair_sync_users_091b7cbebd"() RETURNS trigger LANGUAGE plpgsql' . "\n"
            . 'SET search_path = \'\'' . "\n"
            . 'AS E\'' . "\n"
            . '#variable_conflict use_column' . "\n"
            . 'BEGIN' . "\n"
            . '  IF tg_op = \'\'INSERT\'\' THEN' . "\n"
            . '    IF "new"."first_name" IS NOT NULL OR "new"."last_name" IS NOT NULL THEN' . "\n"
            . '      IF "new"."full_name" IS NOT NULL THEN' . "\n"
            . '        IF "new"."first_name" COLLATE "C" IS NOT DISTINCT FROM cast(split_part("new"."full_name", \'\' \'\', 1) AS text) AND "new"."last_name" COLLATE "C" IS NOT DISTINCT FROM cast(split_part("new"."full_name", \'\' \'\', 2) AS text) THEN' . "\n"
            . '          RETURN new;' . "\n"
            . '        END IF;' . "\n"
            . '      END IF;' . "\n"
            . '      new."full_name" := "new"."first_name" || \'\' \'\' || "new"."last_name";' . "\n"
            . '    ELSE' . "\n"
            . '      new."first_name" := split_part("new"."full_name", \'\' \'\', 1);' . "\n"
            . '      new."last_name" := split_part("new"."full_name", \'\' \'\', 2);' . "\n"
            . '    END IF;' . "\n"
            . '  ELSIF "new"."first_name" COLLATE "C" IS DISTINCT FROM "old"."first_name" OR "new"."last_name" COLLATE "C" IS DISTINCT FROM "old"."last_name" OR "new"."full_name" COLLATE "C" IS DISTINCT FROM "old"."full_name" THEN' . "\n"
            . '    IF "new"."first_name" COLLATE "C" IS NOT DISTINCT FROM cast(split_part("new"."full_name", \'\' \'\', 1) AS text) AND "new"."last_name" COLLATE "C" IS NOT DISTINCT FROM cast(split_part("new"."full_name", \'\' \'\', 2) AS text) OR "new"."full_name" COLLATE "C" IS NOT DISTINCT FROM cast("new"."first_name" || \'\' \'\' || "new"."last_name" AS text) THEN' . "\n"
            . '      RETURN new;' . "\n"
            . '    END IF;' . "\n"
            . '    IF "new"."first_name" COLLATE "C" IS DISTINCT FROM "old"."first_name" OR "new"."last_name" COLLATE "C" IS DISTINCT FROM "old"."last_name" THEN' . "\n"
            . '      new."full_name" := "new"."first_name" || \'\' \'\' || "new"."last_name";' . "\n"
            . '    ELSE' . "\n"
            . '      new."first_name" := split_part("new"."full_name", \'\' \'\', 1);' . "\n"
            . '      new."last_name" := split_part("new"."full_name", \'\' \'\', 2);' . "\n"
            . '    END IF;' . "\n"
            . '  END IF;' . "\n"
            . '  RETURN new;' . "\n"
            . 'END' . "\n"
            . '\''
        );
        $this->database()->execute('CREATE TRIGGER "~altair_sync_users_091b7cbebd" BEFORE INSERT OR UPDATE ON "users" FOR EACH ROW EXECUTE FUNCTION "altair_sync_users_091b7cbebd"()');
        $this->database()->execute('UPDATE "users" SET "first_name" = split_part("full_name", \' \', 1), "last_name" = split_part("full_name", \' \', 2) WHERE NOT ("first_name" COLLATE "C" IS NOT DISTINCT FROM cast(split_part("full_name", \' \', 1) AS text) AND "last_name" COLLATE "C" IS NOT DISTINCT FROM cast(split_part("full_name", \' \', 2) AS text) OR "full_name" COLLATE "C" IS NOT DISTINCT FROM cast("first_name" || \' \' || "last_name" AS text))');
        $this->database()->execute('CREATE INDEX "users_last_name_first_name_idx" ON "users" ("last_name", "first_name")');
    }

    public function down(): void
    {
        $this->database()->execute('DROP INDEX "users_last_name_first_name_idx"');
        $this->database()->execute('DROP TRIGGER "~altair_sync_users_091b7cbebd" ON "users"');
        $this->database()->execute('DROP FUNCTION "altair_sync_users_091b7cbebd"()');
        $this->database()->execute('ALTER TABLE "users" DROP COLUMN "last_name", DROP COLUMN "first_name"');
    }
}
