<?php

declare(strict_types=1);

namespace Migration;

use Cycle\Migrations\Migration;

/**
 * phase2_drop_old_column_after_type_change_of_age_in_visits (contract), for SQLite 3.52.0.
 */
final class Phase2DropOldColumnAfterTypeChangeOfAgeInVisits_20260527_114523_1 extends Migration
{
    protected const DATABASE = 'default';

    public function up(): void
    {
        // Closes the migrator's own query; SQLite drops no table while one is open.
        $this->database()->getDriver()->getSchemaHandler();
        $this->database()->commit();
        $this->database()->execute('PRAGMA foreign_keys = OFF');
        $this->database()->begin();
        $this->database()->execute('CREATE TEMP TABLE "_altair_guard" ("before" INTEGER NOT NULL, "after" INTEGER NOT NULL, "foreign_keys" INTEGER NOT NULL, CONSTRAINT "foreign_keys_must_be_off" CHECK ("foreign_keys" = 0), CONSTRAINT "no_new_foreign_key_violation" CHECK ("after" <= "before"))');
        $this->database()->execute('INSERT INTO temp."_altair_guard" ("before", "after", "foreign_keys") SELECT (WITH touched AS MATERIALIZED (SELECT m.name FROM sqlite_master AS m WHERE m.type = \'table\' AND m.rootpage > 0 AND (m.name COLLATE NOCASE IN (\'visits\') OR EXISTS (SELECT 1 FROM pragma_foreign_key_list(m.name) AS f WHERE f."table" COLLATE NOCASE IN (\'visits\')))) SELECT count(*) FROM touched, pragma_foreign_key_check(touched.name)), 0, "foreign_keys" FROM pragma_foreign_keys');
        $this->database()->execute('DROP TABLE IF EXISTS temp."_altair_assert"');
        $this->database()->execute('CREATE TEMP TABLE "_altair_assert" ("row" INTEGER)');
        $this->database()->execute('CREATE TEMP TRIGGER "_altair_refuse" BEFORE INSERT ON "_altair_assert" BEGIN SELECT RAISE(ABORT, \'altair: visits: age and age__new differ, phase 2 was stopped\'); END');
        $this->database()->execute('INSERT INTO temp."_altair_assert" SELECT 1 FROM main."visits" WHERE NOT ((("age__new" COLLATE "BINARY") IS (+(cast("age" AS integer)))) OR (("age" COLLATE "BINARY") IS (+(cast("age__new" AS text))))) LIMIT 1');
        $this->database()->execute('DROP TABLE temp."_altair_assert"');
        $this->database()->execute('DROP TRIGGER "altair_sync_visits_579f167238_update"');
        $this->database()->execute('DROP TRIGGER "altair_sync_visits_579f167238_insert"');
        $this->database()->execute(
            'CREATE TABLE "_altair_new_visits" (' . "\n"
            . '  "id" INTEGER PRIMARY KEY AUTOINCREMENT,' . "\n"
            . '  "code" VARCHAR(20),' . "\n"
            . '  "note" TEXT,' . "\n"
            . '  "age__new" INTEGER NOT NULL' . "\n"
            . ')'
        );
        $this->database()->execute('INSERT INTO "_altair_new_visits" ("id", "code", "note", "age__new") SELECT "id", "code", "note", "age__new" FROM "visits"');
        $this->database()->execute('DELETE FROM sqlite_sequence WHERE name = \'_altair_new_visits\'');
        $this->database()->execute('INSERT INTO sqlite_sequence (name, seq) SELECT \'_altair_new_visits\', seq FROM sqlite_sequence WHERE name = \'visits\' COLLATE NOCASE');
        $this->database()->execute('DROP TABLE "visits"');
        $this->database()->execute('PRAGMA legacy_alter_table = ON');
        $this->database()->execute('ALTER TABLE "_altair_new_visits" RENAME TO "visits"');
        $this->database()->execute('PRAGMA legacy_alter_table = OFF');
        $this->database()->execute('CREATE INDEX "visits_age_idx" ON "visits" ("age__new")');
        $this->database()->execute('ALTER TABLE "visits" RENAME COLUMN "age__new" TO "age"');
        $this->database()->execute('UPDATE temp."_altair_guard" SET "after" = (WITH touched AS MATERIALIZED (SELECT m.name FROM sqlite_master AS m WHERE m.type = \'table\' AND m.rootpage > 0 AND (m.name COLLATE NOCASE IN (\'visits\') OR EXISTS (SELECT 1 FROM pragma_foreign_key_list(m.name) AS f WHERE f."table" COLLATE NOCASE IN (\'visits\')))) SELECT count(*) FROM touched, pragma_foreign_key_check(touched.name))');
        $this->database()->execute('DROP TABLE temp."_altair_guard"');
        $this->database()->commit();
        $this->database()->execute('PRAGMA foreign_keys = ON');
        $this->database()->begin();
    }

    public function down(): void
    {
        // Closes the migrator's own query; SQLite drops no table while one is open.
        $this->database()->getDriver()->getSchemaHandler();
        $this->database()->commit();
        $this->database()->execute('PRAGMA foreign_keys = OFF');
        $this->database()->begin();
        $this->database()->execute('CREATE TEMP TABLE "_altair_guard" ("before" INTEGER NOT NULL, "after" INTEGER NOT NULL, "foreign_keys" INTEGER NOT NULL, CONSTRAINT "foreign_keys_must_be_off" CHECK ("foreign_keys" = 0), CONSTRAINT "no_new_foreign_key_violation" CHECK ("after" <= "before"))');
        $this->database()->execute('INSERT INTO temp."_altair_guard" ("before", "after", "foreign_keys") SELECT (WITH touched AS MATERIALIZED (SELECT m.name FROM sqlite_master AS m WHERE m.type = \'table\' AND m.rootpage > 0 AND (m.name COLLATE NOCASE IN (\'visits\') OR EXISTS (SELECT 1 FROM pragma_foreign_key_list(m.name) AS f WHERE f."table" COLLATE NOCASE IN (\'visits\')))) SELECT count(*) FROM touched, pragma_foreign_key_check(touched.name)), 0, "foreign_keys" FROM pragma_foreign_keys');
        $this->database()->execute('ALTER TABLE "visits" RENAME COLUMN "age" TO "age__new"');
        $this->database()->execute(
            'CREATE TABLE "_altair_new_visits" (' . "\n"
            . '  "id" INTEGER PRIMARY KEY AUTOINCREMENT,' . "\n"
            . '  "code" VARCHAR(20),' . "\n"
            . '  "note" TEXT,' . "\n"
            . '  "age__new" INTEGER,' . "\n"
            . '  "age" VARCHAR(20)' . "\n"
            . ')'
        );
        $this->database()->execute('INSERT INTO "_altair_new_visits" ("id", "code", "note", "age__new") SELECT "id", "code", "note", "age__new" FROM "visits"');
        $this->database()->execute('DELETE FROM sqlite_sequence WHERE name = \'_altair_new_visits\'');
        $this->database()->execute('INSERT INTO sqlite_sequence (name, seq) SELECT \'_altair_new_visits\', seq FROM sqlite_sequence WHERE name = \'visits\' COLLATE NOCASE');
        $this->database()->execute('DROP TABLE "visits"');
        $this->database()->execute('PRAGMA legacy_alter_table = ON');
        $this->database()->execute('ALTER TABLE "_altair_new_visits" RENAME TO "visits"');
        $this->database()->execute('PRAGMA legacy_alter_table = OFF');
        $this->database()->execute('CREATE INDEX "visits_age_idx" ON "visits" ("age")');
        $this->database()->execute('CREATE INDEX "visits_age__new_idx" ON "visits" ("age__new")');
        $this->database()->execute('CREATE TRIGGER "altair_sync_visits_579f167238_insert" AFTER INSERT ON "visits" BEGIN UPDATE "visits" SET "age" = cast("age__new" AS text) WHERE ("rowid" IS "NEW"."rowid") AND "NEW"."age__new" IS NOT NULL AND NOT ("NEW"."age" IS NOT NULL AND (("age__new" COLLATE "BINARY") IS (+(cast("age" AS integer))))); UPDATE "visits" SET "age__new" = cast("age" AS integer) WHERE ("rowid" IS "NEW"."rowid") AND NOT ("NEW"."age__new" IS NOT NULL) AND NOT (("age__new" COLLATE "BINARY") IS (+(cast("age" AS integer)))); END');
        $this->database()->execute('CREATE TRIGGER "altair_sync_visits_579f167238_update" AFTER UPDATE OF "age__new", "age" ON "visits" WHEN ("NEW"."age__new" IS NOT "OLD"."age__new") OR ("NEW"."age" IS NOT "OLD"."age") BEGIN UPDATE "visits" SET "age" = cast("age__new" AS text) WHERE ("rowid" IS "NEW"."rowid") AND ("NEW"."age__new" IS NOT "OLD"."age__new") AND NOT ((("age__new" COLLATE "BINARY") IS (+(cast("age" AS integer)))) OR (("age" COLLATE "BINARY") IS (+(cast("age__new" AS text))))); UPDATE "visits" SET "age__new" = cast("age" AS integer) WHERE ("rowid" IS "NEW"."rowid") AND NOT ("NEW"."age__new" IS NOT "OLD"."age__new") AND NOT ((("age__new" COLLATE "BINARY") IS (+(cast("age" AS integer)))) OR (("age" COLLATE "BINARY") IS (+(cast("age__new" AS text))))); END');
        $this->database()->execute('UPDATE "visits" SET "age" = cast("age__new" AS text)');
        $this->database()->execute('UPDATE temp."_altair_guard" SET "after" = (WITH touched AS MATERIALIZED (SELECT m.name FROM sqlite_master AS m WHERE m.type = \'table\' AND m.rootpage > 0 AND (m.name COLLATE NOCASE IN (\'visits\') OR EXISTS (SELECT 1 FROM pragma_foreign_key_list(m.name) AS f WHERE f."table" COLLATE NOCASE IN (\'visits\')))) SELECT count(*) FROM touched, pragma_foreign_key_check(touched.name))');
        $this->database()->execute('DROP TABLE temp."_altair_guard"');
        $this->database()->commit();
        $this->database()->execute('PRAGMA foreign_keys = ON');
        $this->database()->begin();
    }
}
