<?php

declare(strict_types=1);

namespace Migration;

use Cycle\Migrations\Migration;

/**
 * change_things, for SQLite 3.52.0.
 */
final class ChangeThings_20260527_114523_0 extends Migration
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
        $this->database()->execute('INSERT INTO temp."_altair_guard" ("before", "after", "foreign_keys") SELECT (WITH touched AS MATERIALIZED (SELECT m.name FROM sqlite_master AS m WHERE m.type = \'table\' AND m.rootpage > 0 AND (m.name COLLATE NOCASE IN (\'things\') OR EXISTS (SELECT 1 FROM pragma_foreign_key_list(m.name) AS f WHERE f."table" COLLATE NOCASE IN (\'things\')))) SELECT count(*) FROM touched, pragma_foreign_key_check(touched.name)), 0, "foreign_keys" FROM pragma_foreign_keys');
        $this->database()->execute(
            'CREATE TABLE "_altair_new_things" (' . "\n"
            . '  "id" INTEGER PRIMARY KEY AUTOINCREMENT,' . "\n"
            . '  "small" INTEGER NOT NULL DEFAULT 3,' . "\n"
            . '  "name" VARCHAR(80) NOT NULL DEFAULT \'none\',' . "\n"
            . '  "note" TEXT NOT NULL,' . "\n"
            . '  "price" DECIMAL(12,4) NOT NULL,' . "\n"
            . '  "age" INTEGER,' . "\n"
            . '  "day" DATETIME NOT NULL,' . "\n"
            . '  "ratio" REAL NOT NULL' . "\n"
            . ')'
        );
        $this->database()->execute('INSERT INTO "_altair_new_things" ("id", "small", "name", "note", "price", "age", "day", "ratio") SELECT "id", "small", "name", "note", "price", cast(nullif(trim("age"), \'\') AS integer), "day", "ratio" FROM "things"');
        $this->database()->execute('DELETE FROM sqlite_sequence WHERE name = \'_altair_new_things\'');
        $this->database()->execute('INSERT INTO sqlite_sequence (name, seq) SELECT \'_altair_new_things\', seq FROM sqlite_sequence WHERE name = \'things\' COLLATE NOCASE');
        $this->database()->execute('DROP TABLE "things"');
        $this->database()->execute('PRAGMA legacy_alter_table = ON');
        $this->database()->execute('ALTER TABLE "_altair_new_things" RENAME TO "things"');
        $this->database()->execute('PRAGMA legacy_alter_table = OFF');
        $this->database()->execute('CREATE INDEX "things_name" ON "things" ("name")');
        $this->database()->execute('UPDATE temp."_altair_guard" SET "after" = (WITH touched AS MATERIALIZED (SELECT m.name FROM sqlite_master AS m WHERE m.type = \'table\' AND m.rootpage > 0 AND (m.name COLLATE NOCASE IN (\'things\') OR EXISTS (SELECT 1 FROM pragma_foreign_key_list(m.name) AS f WHERE f."table" COLLATE NOCASE IN (\'things\')))) SELECT count(*) FROM touched, pragma_foreign_key_check(touched.name))');
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
        $this->database()->execute('INSERT INTO temp."_altair_guard" ("before", "after", "foreign_keys") SELECT (WITH touched AS MATERIALIZED (SELECT m.name FROM sqlite_master AS m WHERE m.type = \'table\' AND m.rootpage > 0 AND (m.name COLLATE NOCASE IN (\'things\') OR EXISTS (SELECT 1 FROM pragma_foreign_key_list(m.name) AS f WHERE f."table" COLLATE NOCASE IN (\'things\')))) SELECT count(*) FROM touched, pragma_foreign_key_check(touched.name)), 0, "foreign_keys" FROM pragma_foreign_keys');
        $this->database()->execute(
            'CREATE TABLE "_altair_new_things" (' . "\n"
            . '  "id" INTEGER PRIMARY KEY AUTOINCREMENT,' . "\n"
            . '  "small" SMALLINT NOT NULL DEFAULT 3,' . "\n"
            . '  "name" VARCHAR(20) NOT NULL DEFAULT \'none\',' . "\n"
            . '  "note" VARCHAR(200) NOT NULL,' . "\n"
            . '  "price" DECIMAL(8,2) NOT NULL,' . "\n"
            . '  "age" VARCHAR(10) NOT NULL,' . "\n"
            . '  "day" DATE NOT NULL,' . "\n"
            . '  "ratio" REAL NOT NULL' . "\n"
            . ')'
        );
        $this->database()->execute('INSERT INTO "_altair_new_things" ("id", "small", "name", "note", "price", "age", "day", "ratio") SELECT "id", "small", "name", "note", "price", "age", "day", "ratio" FROM "things"');
        $this->database()->execute('DELETE FROM sqlite_sequence WHERE name = \'_altair_new_things\'');
        $this->database()->execute('INSERT INTO sqlite_sequence (name, seq) SELECT \'_altair_new_things\', seq FROM sqlite_sequence WHERE name = \'things\' COLLATE NOCASE');
        $this->database()->execute('DROP TABLE "things"');
        $this->database()->execute('PRAGMA legacy_alter_table = ON');
        $this->database()->execute('ALTER TABLE "_altair_new_things" RENAME TO "things"');
        $this->database()->execute('PRAGMA legacy_alter_table = OFF');
        $this->database()->execute('CREATE INDEX "things_name" ON "things" ("name")');
        $this->database()->execute('UPDATE temp."_altair_guard" SET "after" = (WITH touched AS MATERIALIZED (SELECT m.name FROM sqlite_master AS m WHERE m.type = \'table\' AND m.rootpage > 0 AND (m.name COLLATE NOCASE IN (\'things\') OR EXISTS (SELECT 1 FROM pragma_foreign_key_list(m.name) AS f WHERE f."table" COLLATE NOCASE IN (\'things\')))) SELECT count(*) FROM touched, pragma_foreign_key_check(touched.name))');
        $this->database()->execute('DROP TABLE temp."_altair_guard"');
        $this->database()->commit();
        $this->database()->execute('PRAGMA foreign_keys = ON');
        $this->database()->begin();
    }
}
