<?php

declare(strict_types=1);

namespace Migration;

use Cycle\Migrations\Migration;

/**
 * phase1_add_new_column_for_type_change_of_age_in_visits_and_more (expand), for PostgreSQL 18.4.
 */
final class Phase1AddNewColumnForTypeChangeOfAgeInVisitsAndMore_20260527_114523_0 extends Migration
{
    protected const DATABASE = 'default';

    public function up(): void
    {
        $this->database()->execute('ALTER TABLE "visits" ADD COLUMN "age__new" integer, ADD COLUMN "code__new" character varying(20)');
        $this->database()->execute(
            'CREATE FUNCTION "altair_sync_visits_579f167238"() RETURNS trigger LANGUAGE plpgsql' . "\n"
            . 'SET search_path = \'\'' . "\n"
            . 'AS E\'' . "\n"
            . '#variable_conflict use_column' . "\n"
            . 'BEGIN' . "\n"
            . '  IF tg_op = \'\'INSERT\'\' THEN' . "\n"
            . '    IF "new"."age__new" IS NOT NULL THEN' . "\n"
            . '      IF "new"."age" IS NOT NULL THEN' . "\n"
            . '        IF "new"."age__new" IS NOT DISTINCT FROM cast(cast("new"."age" AS integer) AS integer) THEN' . "\n"
            . '          RETURN new;' . "\n"
            . '        END IF;' . "\n"
            . '      END IF;' . "\n"
            . '      new."age" := cast("new"."age__new" AS text);' . "\n"
            . '    ELSE' . "\n"
            . '      new."age__new" := cast("new"."age" AS integer);' . "\n"
            . '    END IF;' . "\n"
            . '  ELSIF "new"."age__new" IS DISTINCT FROM "old"."age__new" OR "new"."age" COLLATE "C" IS DISTINCT FROM "old"."age" THEN' . "\n"
            . '    IF "new"."age__new" IS NOT DISTINCT FROM cast(cast("new"."age" AS integer) AS integer) OR "new"."age" COLLATE "C" IS NOT DISTINCT FROM cast(cast("new"."age__new" AS text) AS text) THEN' . "\n"
            . '      RETURN new;' . "\n"
            . '    END IF;' . "\n"
            . '    IF "new"."age__new" IS DISTINCT FROM "old"."age__new" THEN' . "\n"
            . '      new."age" := cast("new"."age__new" AS text);' . "\n"
            . '    ELSE' . "\n"
            . '      new."age__new" := cast("new"."age" AS integer);' . "\n"
            . '    END IF;' . "\n"
            . '  END IF;' . "\n"
            . '  RETURN new;' . "\n"
            . 'END' . "\n"
            . '\''
        );
        $this->database()->execute('CREATE TRIGGER "~altair_sync_visits_579f167238" BEFORE INSERT OR UPDATE ON "visits" FOR EACH ROW EXECUTE FUNCTION "altair_sync_visits_579f167238"()');
        $this->database()->execute(
            'CREATE FUNCTION "altair_sync_visits_66216eadea"() RETURNS trigger LANGUAGE plpgsql' . "\n"
            . 'SET search_path = \'\'' . "\n"
            . 'AS E\'' . "\n"
            . '#variable_conflict use_column' . "\n"
            . 'BEGIN' . "\n"
            . '  IF tg_op = \'\'INSERT\'\' THEN' . "\n"
            . '    IF "new"."code__new" IS NOT NULL THEN' . "\n"
            . '      IF "new"."code" IS NOT NULL THEN' . "\n"
            . '        IF "new"."code__new" COLLATE "C" IS NOT DISTINCT FROM cast(cast("new"."code" AS text) AS text) THEN' . "\n"
            . '          RETURN new;' . "\n"
            . '        END IF;' . "\n"
            . '      END IF;' . "\n"
            . '      new."code" := cast("new"."code__new" AS integer);' . "\n"
            . '    ELSE' . "\n"
            . '      new."code__new" := cast("new"."code" AS text);' . "\n"
            . '    END IF;' . "\n"
            . '  ELSIF "new"."code__new" COLLATE "C" IS DISTINCT FROM "old"."code__new" OR "new"."code" IS DISTINCT FROM "old"."code" THEN' . "\n"
            . '    IF "new"."code__new" COLLATE "C" IS NOT DISTINCT FROM cast(cast("new"."code" AS text) AS text) OR "new"."code" IS NOT DISTINCT FROM cast(cast("new"."code__new" AS integer) AS integer) THEN' . "\n"
            . '      RETURN new;' . "\n"
            . '    END IF;' . "\n"
            . '    IF "new"."code__new" COLLATE "C" IS DISTINCT FROM "old"."code__new" THEN' . "\n"
            . '      new."code" := cast("new"."code__new" AS integer);' . "\n"
            . '    ELSE' . "\n"
            . '      new."code__new" := cast("new"."code" AS text);' . "\n"
            . '    END IF;' . "\n"
            . '  END IF;' . "\n"
            . '  RETURN new;' . "\n"
            . 'END' . "\n"
            . '\''
        );
        $this->database()->execute('CREATE TRIGGER "~altair_sync_visits_66216eadea" BEFORE INSERT OR UPDATE ON "visits" FOR EACH ROW EXECUTE FUNCTION "altair_sync_visits_66216eadea"()');
        $this->database()->execute('UPDATE "visits" SET "age__new" = cast("age" AS integer) WHERE NOT ("age__new" IS NOT DISTINCT FROM cast(cast("age" AS integer) AS integer) OR "age" COLLATE "C" IS NOT DISTINCT FROM cast(cast("age__new" AS text) AS text))');
        $this->database()->execute('UPDATE "visits" SET "code__new" = cast("code" AS text) WHERE NOT ("code__new" COLLATE "C" IS NOT DISTINCT FROM cast(cast("code" AS text) AS text) OR "code" IS NOT DISTINCT FROM cast(cast("code__new" AS integer) AS integer))');
        $this->database()->execute('CREATE INDEX "visits_age__new_idx" ON "visits" ("age__new")');
    }

    public function down(): void
    {
        $this->database()->execute('DROP INDEX "visits_age__new_idx"');
        $this->database()->execute('DROP TRIGGER "~altair_sync_visits_66216eadea" ON "visits"');
        $this->database()->execute('DROP FUNCTION "altair_sync_visits_66216eadea"()');
        $this->database()->execute('DROP TRIGGER "~altair_sync_visits_579f167238" ON "visits"');
        $this->database()->execute('DROP FUNCTION "altair_sync_visits_579f167238"()');
        $this->database()->execute('ALTER TABLE "visits" DROP COLUMN "code__new", DROP COLUMN "age__new"');
    }
}
