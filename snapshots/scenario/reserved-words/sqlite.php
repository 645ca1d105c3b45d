<?php

declare(strict_types=1);

namespace Migration;

use Cycle\Migrations\Migration;

/**
 * change_group, for SQLite 3.52.0.
 */
final class ChangeGroup_20260527_114523_0 extends Migration
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
        $this->database()->execute('INSERT INTO temp."_altair_guard" ("before", "after", "foreign_keys") SELECT (WITH touched AS MATERIALIZED (SELECT m.name FROM sqlite_master AS m WHERE m.type = \'table\' AND m.rootpage > 0 AND (m.name COLLATE NOCASE IN (\'group\', \'order\') OR EXISTS (SELECT 1 FROM pragma_foreign_key_list(m.name) AS f WHERE f."table" COLLATE NOCASE IN (\'group\', \'order\')))) SELECT count(*) FROM touched, pragma_foreign_key_check(touched.name)), 0, "foreign_keys" FROM pragma_foreign_keys');
        $this->database()->execute('ALTER TABLE "order" RENAME TO "group"');
        $this->database()->execute(
            'CREATE TABLE "_altair_new_group" (' . "\n"
            . '  "id" INTEGER PRIMARY KEY AUTOINCREMENT,' . "\n"
            . '  "left" VARCHAR(20) NOT NULL DEFAULT \'l\',' . "\n"
            . '  "right" VARCHAR(40) DEFAULT \'r\',' . "\n"
            . '  "from" INTEGER NOT NULL DEFAULT 1,' . "\n"
            . '  "it\'s ""quoted"" `so`" VARCHAR(20)' . "\n"
            . ')'
        );
        $this->database()->execute('INSERT INTO "_altair_new_group" ("id", "left", "right", "from") SELECT "id", "left", "right", "from" FROM "group"');
        $this->database()->execute('DELETE FROM sqlite_sequence WHERE name = \'_altair_new_group\'');
        $this->database()->execute('INSERT INTO sqlite_sequence (name, seq) SELECT \'_altair_new_group\', seq FROM sqlite_sequence WHERE name = \'group\' COLLATE NOCASE');
        $this->database()->execute('DROP TABLE "group"');
        $this->database()->execute('PRAGMA legacy_alter_table = ON');
        $this->database()->execute('ALTER TABLE "_altair_new_group" RENAME TO "group"');
        $this->database()->execute('PRAGMA legacy_alter_table = OFF');
        $this->database()->execute('ALTER TABLE "group" RENAME COLUMN "left" TO "select"');
        $this->database()->execute('ALTER TABLE "group" RENAME COLUMN "from" TO "two words"');
        $this->database()->execute('UPDATE "group" SET "right" = \'none\' WHERE "right" IS NULL');
        $this->database()->execute(
            'CREATE TABLE "_altair_new_group" (' . "\n"
            . '  "id" INTEGER PRIMARY KEY AUTOINCREMENT,' . "\n"
            . '  "select" VARCHAR(20) NOT NULL DEFAULT \'l\',' . "\n"
            . '  "right" VARCHAR(40) NOT NULL DEFAULT \'r\',' . "\n"
            . '  "two words" INTEGER NOT NULL DEFAULT 1,' . "\n"
            . '  "it\'s ""quoted"" `so`" VARCHAR(20),' . "\n"
            . '  CONSTRAINT "where" CHECK ("two words" >= 0)' . "\n"
            . ')'
        );
        $this->database()->execute('INSERT INTO "_altair_new_group" ("id", "select", "right", "two words", "it\'s ""quoted"" `so`") SELECT "id", "select", "right", "two words", "it\'s ""quoted"" `so`" FROM "group"');
        $this->database()->execute('DELETE FROM sqlite_sequence WHERE name = \'_altair_new_group\'');
        $this->database()->execute('INSERT INTO sqlite_sequence (name, seq) SELECT \'_altair_new_group\', seq FROM sqlite_sequence WHERE name = \'group\' COLLATE NOCASE');
        $this->database()->execute('DROP TABLE "group"');
        $this->database()->execute('PRAGMA legacy_alter_table = ON');
        $this->database()->execute('ALTER TABLE "_altair_new_group" RENAME TO "group"');
        $this->database()->execute('PRAGMA legacy_alter_table = OFF');
        $this->database()->execute('CREATE INDEX "key" ON "group" ("select", "two words" DESC)');
        $this->database()->execute('UPDATE temp."_altair_guard" SET "after" = (WITH touched AS MATERIALIZED (SELECT m.name FROM sqlite_master AS m WHERE m.type = \'table\' AND m.rootpage > 0 AND (m.name COLLATE NOCASE IN (\'group\', \'order\') OR EXISTS (SELECT 1 FROM pragma_foreign_key_list(m.name) AS f WHERE f."table" COLLATE NOCASE IN (\'group\', \'order\')))) SELECT count(*) FROM touched, pragma_foreign_key_check(touched.name))');
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
        $this->database()->execute('INSERT INTO temp."_altair_guard" ("before", "after", "foreign_keys") SELECT (WITH touched AS MATERIALIZED (SELECT m.name FROM sqlite_master AS m WHERE m.type = \'table\' AND m.rootpage > 0 AND (m.name COLLATE NOCASE IN (\'group\', \'order\') OR EXISTS (SELECT 1 FROM pragma_foreign_key_list(m.name) AS f WHERE f."table" COLLATE NOCASE IN (\'group\', \'order\')))) SELECT count(*) FROM touched, pragma_foreign_key_check(touched.name)), 0, "foreign_keys" FROM pragma_foreign_keys');
        $this->database()->execute(
            'CREATE TABLE "_altair_new_group" (' . "\n"
            . '  "id" INTEGER PRIMARY KEY AUTOINCREMENT,' . "\n"
            . '  "select" VARCHAR(20) NOT NULL DEFAULT \'l\',' . "\n"
            . '  "right" VARCHAR(40) DEFAULT \'r\',' . "\n"
            . '  "two words" INTEGER NOT NULL DEFAULT 1,' . "\n"
            . '  "it\'s ""quoted"" `so`" VARCHAR(20)' . "\n"
            . ')'
        );
        $this->database()->execute('INSERT INTO "_altair_new_group" ("id", "select", "right", "two words", "it\'s ""quoted"" `so`") SELECT "id", "select", "right", "two words", "it\'s ""quoted"" `so`" FROM "group"');
        $this->database()->execute('DELETE FROM sqlite_sequence WHERE name = \'_altair_new_group\'');
        $this->database()->execute('INSERT INTO sqlite_sequence (name, seq) SELECT \'_altair_new_group\', seq FROM sqlite_sequence WHERE name = \'group\' COLLATE NOCASE');
        $this->database()->execute('DROP TABLE "group"');
        $this->database()->execute('PRAGMA legacy_alter_table = ON');
        $this->database()->execute('ALTER TABLE "_altair_new_group" RENAME TO "group"');
        $this->database()->execute('PRAGMA legacy_alter_table = OFF');
        $this->database()->execute(
            'CREATE TABLE "_altair_new_group" (' . "\n"
            . '  "id" INTEGER PRIMARY KEY AUTOINCREMENT,' . "\n"
            . '  "select" VARCHAR(20) NOT NULL DEFAULT \'l\',' . "\n"
            . '  "right" VARCHAR(20) DEFAULT \'r\',' . "\n"
            . '  "two words" INTEGER NOT NULL DEFAULT 1' . "\n"
            . ')'
        );
        $this->database()->execute('INSERT INTO "_altair_new_group" ("id", "select", "right", "two words") SELECT "id", "select", "right", "two words" FROM "group"');
        $this->database()->execute('DELETE FROM sqlite_sequence WHERE name = \'_altair_new_group\'');
        $this->database()->execute('INSERT INTO sqlite_sequence (name, seq) SELECT \'_altair_new_group\', seq FROM sqlite_sequence WHERE name = \'group\' COLLATE NOCASE');
        $this->database()->execute('DROP TABLE "group"');
        $this->database()->execute('PRAGMA legacy_alter_table = ON');
        $this->database()->execute('ALTER TABLE "_altair_new_group" RENAME TO "group"');
        $this->database()->execute('PRAGMA legacy_alter_table = OFF');
        $this->database()->execute('CREATE INDEX "key" ON "group" ("select")');
        $this->database()->execute('ALTER TABLE "group" RENAME COLUMN "two words" TO "from"');
        $this->database()->execute('ALTER TABLE "group" RENAME COLUMN "select" TO "left"');
        $this->database()->execute('ALTER TABLE "group" RENAME TO "order"');
        $this->database()->execute('UPDATE temp."_altair_guard" SET "after" = (WITH touched AS MATERIALIZED (SELECT m.name FROM sqlite_master AS m WHERE m.type = \'table\' AND m.rootpage > 0 AND (m.name COLLATE NOCASE IN (\'group\', \'order\') OR EXISTS (SELECT 1 FROM pragma_foreign_key_list(m.name) AS f WHERE f."table" COLLATE NOCASE IN (\'group\', \'order\')))) SELECT count(*) FROM touched, pragma_foreign_key_check(touched.name))');
        $this->database()->execute('DROP TABLE temp."_altair_guard"');
        $this->database()->commit();
        $this->database()->execute('PRAGMA foreign_keys = ON');
        $this->database()->begin();
    }
}
