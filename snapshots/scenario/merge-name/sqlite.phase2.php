<?php

declare(strict_types=1);

namespace Migration;

use Cycle\Migrations\Migration;

/**
 * phase2_drop_old_columns_after_split_of_first_name_and_last_name_in_users (contract), for SQLite 3.52.0.
 */
final class Phase2DropOldColumnsAfterSplitOfFirstNameAndLastNameInUsers_20260527_114523_1 extends Migration
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
        $this->database()->execute('INSERT INTO temp."_altair_guard" ("before", "after", "foreign_keys") SELECT (WITH touched AS MATERIALIZED (SELECT m.name FROM sqlite_master AS m WHERE m.type = \'table\' AND m.rootpage > 0 AND (m.name COLLATE NOCASE IN (\'users\') OR EXISTS (SELECT 1 FROM pragma_foreign_key_list(m.name) AS f WHERE f."table" COLLATE NOCASE IN (\'users\')))) SELECT count(*) FROM touched, pragma_foreign_key_check(touched.name)), 0, "foreign_keys" FROM pragma_foreign_keys');
        $this->database()->execute('DROP TABLE IF EXISTS temp."_altair_assert"');
        $this->database()->execute('CREATE TEMP TABLE "_altair_assert" ("row" INTEGER)');
        $this->database()->execute('CREATE TEMP TRIGGER "_altair_refuse" BEFORE INSERT ON "_altair_assert" BEGIN SELECT RAISE(ABORT, \'altair: users: first_name, last_name and full_name differ, phase 2 was stopped\'); END');
        $this->database()->execute('INSERT INTO temp."_altair_assert" SELECT 1 FROM main."users" WHERE NOT ((("full_name" COLLATE "BINARY") IS (+("first_name" || \' \' || "last_name"))) OR (("first_name" COLLATE "BINARY") IS (+(substr("full_name", 1, instr("full_name" || \' \', \' \') - 1)))) AND (("last_name" COLLATE "BINARY") IS (+(substr(substr("full_name", instr("full_name" || \' \', \' \') + 1), 1, instr(substr("full_name", instr("full_name" || \' \', \' \') + 1) || \' \', \' \') - 1))))) LIMIT 1');
        $this->database()->execute('DROP TABLE temp."_altair_assert"');
        $this->database()->execute('DROP TRIGGER "altair_sync_users_cfaebf87e2_update"');
        $this->database()->execute('DROP TRIGGER "altair_sync_users_cfaebf87e2_insert"');
        $this->database()->execute(
            'CREATE TABLE "_altair_new_users" (' . "\n"
            . '  "id" INTEGER PRIMARY KEY AUTOINCREMENT,' . "\n"
            . '  "full_name" VARCHAR(170) NOT NULL' . "\n"
            . ')'
        );
        $this->database()->execute('INSERT INTO "_altair_new_users" ("id", "full_name") SELECT "id", "full_name" FROM "users"');
        $this->database()->execute('DELETE FROM sqlite_sequence WHERE name = \'_altair_new_users\'');
        $this->database()->execute('INSERT INTO sqlite_sequence (name, seq) SELECT \'_altair_new_users\', seq FROM sqlite_sequence WHERE name = \'users\' COLLATE NOCASE');
        $this->database()->execute('DROP TABLE "users"');
        $this->database()->execute('PRAGMA legacy_alter_table = ON');
        $this->database()->execute('ALTER TABLE "_altair_new_users" RENAME TO "users"');
        $this->database()->execute('PRAGMA legacy_alter_table = OFF');
        $this->database()->execute('UPDATE temp."_altair_guard" SET "after" = (WITH touched AS MATERIALIZED (SELECT m.name FROM sqlite_master AS m WHERE m.type = \'table\' AND m.rootpage > 0 AND (m.name COLLATE NOCASE IN (\'users\') OR EXISTS (SELECT 1 FROM pragma_foreign_key_list(m.name) AS f WHERE f."table" COLLATE NOCASE IN (\'users\')))) SELECT count(*) FROM touched, pragma_foreign_key_check(touched.name))');
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
        $this->database()->execute('INSERT INTO temp."_altair_guard" ("before", "after", "foreign_keys") SELECT (WITH touched AS MATERIALIZED (SELECT m.name FROM sqlite_master AS m WHERE m.type = \'table\' AND m.rootpage > 0 AND (m.name COLLATE NOCASE IN (\'users\') OR EXISTS (SELECT 1 FROM pragma_foreign_key_list(m.name) AS f WHERE f."table" COLLATE NOCASE IN (\'users\')))) SELECT count(*) FROM touched, pragma_foreign_key_check(touched.name)), 0, "foreign_keys" FROM pragma_foreign_keys');
        $this->database()->execute(
            'CREATE TABLE "_altair_new_users" (' . "\n"
            . '  "id" INTEGER PRIMARY KEY AUTOINCREMENT,' . "\n"
            . '  "full_name" VARCHAR(170),' . "\n"
            . '  "last_name" VARCHAR(80),' . "\n"
            . '  "first_name" VARCHAR(80)' . "\n"
            . ')'
        );
        $this->database()->execute('INSERT INTO "_altair_new_users" ("id", "full_name") SELECT "id", "full_name" FROM "users"');
        $this->database()->execute('DELETE FROM sqlite_sequence WHERE name = \'_altair_new_users\'');
        $this->database()->execute('INSERT INTO sqlite_sequence (name, seq) SELECT \'_altair_new_users\', seq FROM sqlite_sequence WHERE name = \'users\' COLLATE NOCASE');
        $this->database()->execute('DROP TABLE "users"');
        $this->database()->execute('PRAGMA legacy_alter_table = ON');
        $this->database()->execute('ALTER TABLE "_altair_new_users" RENAME TO "users"');
        $this->database()->execute('PRAGMA legacy_alter_table = OFF');
        $this->database()->execute('CREATE TRIGGER "altair_sync_users_cfaebf87e2_insert" AFTER INSERT ON "users" BEGIN UPDATE "users" SET "first_name" = substr("full_name", 1, instr("full_name" || \' \', \' \') - 1), "last_name" = substr(substr("full_name", instr("full_name" || \' \', \' \') + 1), 1, instr(substr("full_name", instr("full_name" || \' \', \' \') + 1) || \' \', \' \') - 1) WHERE ("rowid" IS "NEW"."rowid") AND "NEW"."full_name" IS NOT NULL AND NOT (("NEW"."first_name" IS NOT NULL OR "NEW"."last_name" IS NOT NULL) AND (("full_name" COLLATE "BINARY") IS (+("first_name" || \' \' || "last_name")))); UPDATE "users" SET "full_name" = "first_name" || \' \' || "last_name" WHERE ("rowid" IS "NEW"."rowid") AND NOT ("NEW"."full_name" IS NOT NULL) AND NOT (("full_name" COLLATE "BINARY") IS (+("first_name" || \' \' || "last_name"))); END');
        $this->database()->execute('CREATE TRIGGER "altair_sync_users_cfaebf87e2_update" AFTER UPDATE OF "full_name", "first_name", "last_name" ON "users" WHEN ("NEW"."full_name" IS NOT "OLD"."full_name") OR ("NEW"."first_name" IS NOT "OLD"."first_name") OR ("NEW"."last_name" IS NOT "OLD"."last_name") BEGIN UPDATE "users" SET "first_name" = substr("full_name", 1, instr("full_name" || \' \', \' \') - 1), "last_name" = substr(substr("full_name", instr("full_name" || \' \', \' \') + 1), 1, instr(substr("full_name", instr("full_name" || \' \', \' \') + 1) || \' \', \' \') - 1) WHERE ("rowid" IS "NEW"."rowid") AND ("NEW"."full_name" IS NOT "OLD"."full_name") AND NOT ((("full_name" COLLATE "BINARY") IS (+("first_name" || \' \' || "last_name"))) OR (("first_name" COLLATE "BINARY") IS (+(substr("full_name", 1, instr("full_name" || \' \', \' \') - 1)))) AND (("last_name" COLLATE "BINARY") IS (+(substr(substr("full_name", instr("full_name" || \' \', \' \') + 1), 1, instr(substr("full_name", instr("full_name" || \' \', \' \') + 1) || \' \', \' \') - 1))))); UPDATE "users" SET "full_name" = "first_name" || \' \' || "last_name" WHERE ("rowid" IS "NEW"."rowid") AND NOT ("NEW"."full_name" IS NOT "OLD"."full_name") AND NOT ((("full_name" COLLATE "BINARY") IS (+("first_name" || \' \' || "last_name"))) OR (("first_name" COLLATE "BINARY") IS (+(substr("full_name", 1, instr("full_name" || \' \', \' \') - 1)))) AND (("last_name" COLLATE "BINARY") IS (+(substr(substr("full_name", instr("full_name" || \' \', \' \') + 1), 1, instr(substr("full_name", instr("full_name" || \' \', \' \') + 1) || \' \', \' \') - 1))))); END');
        $this->database()->execute('UPDATE "users" SET "last_name" = substr(substr("full_name", instr("full_name" || \' \', \' \') + 1), 1, instr(substr("full_name", instr("full_name" || \' \', \' \') + 1) || \' \', \' \') - 1), "first_name" = substr("full_name", 1, instr("full_name" || \' \', \' \') - 1)');
        $this->database()->execute('UPDATE temp."_altair_guard" SET "after" = (WITH touched AS MATERIALIZED (SELECT m.name FROM sqlite_master AS m WHERE m.type = \'table\' AND m.rootpage > 0 AND (m.name COLLATE NOCASE IN (\'users\') OR EXISTS (SELECT 1 FROM pragma_foreign_key_list(m.name) AS f WHERE f."table" COLLATE NOCASE IN (\'users\')))) SELECT count(*) FROM touched, pragma_foreign_key_check(touched.name))');
        $this->database()->execute('DROP TABLE temp."_altair_guard"');
        $this->database()->commit();
        $this->database()->execute('PRAGMA foreign_keys = ON');
        $this->database()->begin();
    }
}
