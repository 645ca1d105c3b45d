<?php

declare(strict_types=1);

namespace Migration;

use Cycle\Migrations\Migration;

/**
 * phase2_drop_old_column_after_rename_of_password_in_users_and_more (contract), for PostgreSQL 18.4.
 */
final class Phase2DropOldColumnAfterRenameOfPasswordInUsersAndMore_20260527_114523_1 extends Migration
{
    protected const DATABASE = 'default';

    public function up(): void
    {
        $this->database()->execute(
            'DO E\'' . "\n"
            . 'BEGIN' . "\n"
            . '  IF EXISTS (SELECT 1 FROM "users" WHERE "password_hash" COLLATE "C" IS DISTINCT FROM "password") THEN' . "\n"
            . '    RAISE EXCEPTION USING ERRCODE = \'\'check_violation\'\', MESSAGE = \'\'altair: users: password and password_hash differ, phase 2 was stopped\'\';' . "\n"
            . '  END IF;' . "\n"
            . 'END' . "\n"
            . '\''
        );
        $this->database()->execute(
            'DO E\'' . "\n"
            . 'BEGIN' . "\n"
            . '  IF EXISTS (SELECT 1 FROM "users" WHERE "email" COLLATE "C" IS DISTINCT FROM "mail") THEN' . "\n"
            . '    RAISE EXCEPTION USING ERRCODE = \'\'check_violation\'\', MESSAGE = \'\'altair: users: mail and email differ, phase 2 was stopped\'\';' . "\n"
            . '  END IF;' . "\n"
            . 'END' . "\n"
            . '\''
        );
        $this->database()->execute(
            'DO E\'' . "\n"
            . 'BEGIN' . "\n"
            . '  IF EXISTS (SELECT 1 FROM "users" WHERE "age" IS DISTINCT FROM "years") THEN' . "\n"
            . '    RAISE EXCEPTION USING ERRCODE = \'\'check_violation\'\', MESSAGE = \'\'altair: users: years and age differ, phase 2 was stopped\'\';' . "\n"
            . '  END IF;' . "\n"
            . 'END' . "\n"
            . '\''
        );
        $this->database()->execute('ALTER TABLE "users" ALTER COLUMN "password_hash" SET NOT NULL');
        $this->database()->execute('ALTER TABLE "users" ALTER COLUMN "email" SET NOT NULL');
        $this->database()->execute('ALTER TABLE "users" ALTER COLUMN "age" SET NOT NULL');
        $this->database()->execute('ALTER TABLE "users" DROP CONSTRAINT "years_positive"');
        $this->database()->execute('ALTER TABLE "users" RENAME CONSTRAINT "users_age_check" TO "years_positive"');
        $this->database()->execute('DROP INDEX "users_years_nick_idx"');
        $this->database()->execute('ALTER TABLE "users" DROP CONSTRAINT "users_mail_key"');
        $this->database()->execute('DROP TRIGGER "~altair_sync_users_beab229b54" ON "users"');
        $this->database()->execute('DROP FUNCTION "altair_sync_users_beab229b54"()');
        $this->database()->execute('DROP TRIGGER "~altair_sync_users_2895836dc0" ON "users"');
        $this->database()->execute('DROP FUNCTION "altair_sync_users_2895836dc0"()');
        $this->database()->execute('DROP TRIGGER "~altair_sync_users_93992d25bd" ON "users"');
        $this->database()->execute('DROP FUNCTION "altair_sync_users_93992d25bd"()');
        $this->database()->execute('ALTER TABLE "users" DROP COLUMN "password"');
        $this->database()->execute('ALTER TABLE "users" DROP COLUMN "mail"');
        $this->database()->execute('ALTER TABLE "users" DROP COLUMN "years"');
    }

    public function down(): void
    {
        $this->database()->execute('ALTER TABLE "users" ADD COLUMN "years" integer');
        $this->database()->execute('ALTER TABLE "users" ALTER COLUMN "years" SET DEFAULT 18');
        $this->database()->execute('ALTER TABLE "users" ADD COLUMN "mail" character varying(190), ADD COLUMN "password" character varying(120)');
        $this->database()->execute(
            'CREATE FUNCTION "altair_sync_users_93992d25bd"() RETURNS trigger LANGUAGE plpgsql' . "\n"
            . 'SET search_path = \'\'' . "\n"
            . 'AS E\'' . "\n"
            . '#variable_conflict use_column' . "\n"
            . 'BEGIN' . "\n"
            . '  IF tg_op = \'\'INSERT\'\' THEN' . "\n"
            . '    IF "new"."age" IS DISTINCT FROM 18 THEN' . "\n"
            . '      IF "new"."years" IS DISTINCT FROM 18 THEN' . "\n"
            . '        IF "new"."age" IS NOT DISTINCT FROM "new"."years" THEN' . "\n"
            . '          RETURN new;' . "\n"
            . '        END IF;' . "\n"
            . '      END IF;' . "\n"
            . '      new."years" := "new"."age";' . "\n"
            . '    ELSE' . "\n"
            . '      new."age" := "new"."years";' . "\n"
            . '    END IF;' . "\n"
            . '  ELSIF "new"."age" IS DISTINCT FROM "old"."age" OR "new"."years" IS DISTINCT FROM "old"."years" THEN' . "\n"
            . '    IF "new"."age" IS NOT DISTINCT FROM "new"."years" THEN' . "\n"
            . '      RETURN new;' . "\n"
            . '    END IF;' . "\n"
            . '    IF "new"."age" IS DISTINCT FROM "old"."age" THEN' . "\n"
            . '      new."years" := "new"."age";' . "\n"
            . '    ELSE' . "\n"
            . '      new."age" := "new"."years";' . "\n"
            . '    END IF;' . "\n"
            . '  END IF;' . "\n"
            . '  RETURN new;' . "\n"
            . 'END' . "\n"
            . '\''
        );
        $this->database()->execute('CREATE TRIGGER "~altair_sync_users_93992d25bd" BEFORE INSERT OR UPDATE ON "users" FOR EACH ROW EXECUTE FUNCTION "altair_sync_users_93992d25bd"()');
        $this->database()->execute(
            'CREATE FUNCTION "altair_sync_users_2895836dc0"() RETURNS trigger LANGUAGE plpgsql' . "\n"
            . 'SET search_path = \'\'' . "\n"
            . 'AS E\'' . "\n"
            . '#variable_conflict use_column' . "\n"
            . 'BEGIN' . "\n"
            . '  IF tg_op = \'\'INSERT\'\' THEN' . "\n"
            . '    IF "new"."email" IS NOT NULL THEN' . "\n"
            . '      IF "new"."mail" IS NOT NULL THEN' . "\n"
            . '        IF "new"."email" COLLATE "C" IS NOT DISTINCT FROM "new"."mail" THEN' . "\n"
            . '          RETURN new;' . "\n"
            . '        END IF;' . "\n"
            . '      END IF;' . "\n"
            . '      new."mail" := "new"."email";' . "\n"
            . '    ELSE' . "\n"
            . '      new."email" := "new"."mail";' . "\n"
            . '    END IF;' . "\n"
            . '  ELSIF "new"."email" COLLATE "C" IS DISTINCT FROM "old"."email" OR "new"."mail" COLLATE "C" IS DISTINCT FROM "old"."mail" THEN' . "\n"
            . '    IF "new"."email" COLLATE "C" IS NOT DISTINCT FROM "new"."mail" THEN' . "\n"
            . '      RETURN new;' . "\n"
            . '    END IF;' . "\n"
            . '    IF "new"."email" COLLATE "C" IS DISTINCT FROM "old"."email" THEN' . "\n"
            . '      new."mail" := "new"."email";' . "\n"
            . '    ELSE' . "\n"
            . '      new."email" := "new"."mail";' . "\n"
            . '    END IF;' . "\n"
            . '  END IF;' . "\n"
            . '  RETURN new;' . "\n"
            . 'END' . "\n"
            . '\''
        );
        $this->database()->execute('CREATE TRIGGER "~altair_sync_users_2895836dc0" BEFORE INSERT OR UPDATE ON "users" FOR EACH ROW EXECUTE FUNCTION "altair_sync_users_2895836dc0"()');
        $this->database()->execute(
            'CREATE FUNCTION "altair_sync_users_beab229b54"() RETURNS trigger LANGUAGE plpgsql' . "\n"
            . 'SET search_path = \'\'' . "\n"
            . 'AS E\'' . "\n"
            . '#variable_conflict use_column' . "\n"
            . 'BEGIN' . "\n"
            . '  IF tg_op = \'\'INSERT\'\' THEN' . "\n"
            . '    IF "new"."password_hash" IS NOT NULL THEN' . "\n"
            . '      IF "new"."password" IS NOT NULL THEN' . "\n"
            . '        IF "new"."password_hash" COLLATE "C" IS NOT DISTINCT FROM "new"."password" THEN' . "\n"
            . '          RETURN new;' . "\n"
            . '        END IF;' . "\n"
            . '      END IF;' . "\n"
            . '      new."password" := "new"."password_hash";' . "\n"
            . '    ELSE' . "\n"
            . '      new."password_hash" := "new"."password";' . "\n"
            . '    END IF;' . "\n"
            . '  ELSIF "new"."password_hash" COLLATE "C" IS DISTINCT FROM "old"."password_hash" OR "new"."password" COLLATE "C" IS DISTINCT FROM "old"."password" THEN' . "\n"
            . '    IF "new"."password_hash" COLLATE "C" IS NOT DISTINCT FROM "new"."password" THEN' . "\n"
            . '      RETURN new;' . "\n"
            . '    END IF;' . "\n"
            . '    IF "new"."password_hash" COLLATE "C" IS DISTINCT FROM "old"."password_hash" THEN' . "\n"
            . '      new."password" := "new"."password_hash";' . "\n"
            . '    ELSE' . "\n"
            . '      new."password_hash" := "new"."password";' . "\n"
            . '    END IF;' . "\n"
            . '  END IF;' . "\n"
            . '  RETURN new;' . "\n"
            . 'END' . "\n"
            . '\''
        );
        $this->database()->execute('CREATE TRIGGER "~altair_sync_users_beab229b54" BEFORE INSERT OR UPDATE ON "users" FOR EACH ROW EXECUTE FUNCTION "altair_sync_users_beab229b54"()');
        $this->database()->execute('UPDATE "users" SET "years" = "age", "mail" = "email", "password" = "password_hash"');
        $this->database()->execute('CREATE INDEX "users_years_nick_idx" ON "users" ("years", "nick")');
        $this->database()->execute('ALTER TABLE "users" RENAME CONSTRAINT "years_positive" TO "users_age_check"');
        $this->database()->execute('ALTER TABLE "users" ALTER COLUMN "age" DROP NOT NULL');
        $this->database()->execute('ALTER TABLE "users" ALTER COLUMN "email" DROP NOT NULL');
        $this->database()->execute('ALTER TABLE "users" ALTER COLUMN "password_hash" DROP NOT NULL');
        $this->database()->execute('ALTER TABLE "users" ALTER COLUMN "years" SET NOT NULL');
        $this->database()->execute('ALTER TABLE "users" ALTER COLUMN "mail" SET NOT NULL');
        $this->database()->execute('ALTER TABLE "users" ALTER COLUMN "password" SET NOT NULL');
        $this->database()->execute('ALTER TABLE "users" ADD CONSTRAINT "users_mail_key" UNIQUE ("mail")');
        $this->database()->execute('ALTER TABLE "users" ADD CONSTRAINT "years_positive" CHECK ("years" >= 0)');
    }
}
