<?php

declare(strict_types=1);

namespace Migration;

use Cycle\Migrations\Migration;

/**
 * change_labels_and_readings, for SQLite 3.52.0.
 */
final class ChangeLabelsAndReadings_20260527_114523_0 extends Migration
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
        $this->database()->execute('INSERT INTO temp."_altair_guard" ("before", "after", "foreign_keys") SELECT (WITH touched AS MATERIALIZED (SELECT m.name FROM sqlite_master AS m WHERE m.type = \'table\' AND m.rootpage > 0 AND (m.name COLLATE NOCASE IN (\'labels\', \'readings\') OR EXISTS (SELECT 1 FROM pragma_foreign_key_list(m.name) AS f WHERE f."table" COLLATE NOCASE IN (\'labels\', \'readings\')))) SELECT count(*) FROM touched, pragma_foreign_key_check(touched.name)), 0, "foreign_keys" FROM pragma_foreign_keys');
        $this->database()->execute(
            'CREATE TABLE "_altair_new_labels" (' . "\n"
            . '  "code" VARCHAR(20) NOT NULL,' . "\n"
            . '  "text" VARCHAR(80) NOT NULL,' . "\n"
            . '  PRIMARY KEY ("code")' . "\n"
            . ')'
        );
        $this->database()->execute('INSERT INTO "_altair_new_labels" ("rowid", "code", "text") SELECT "rowid", "code", "text" FROM "labels"');
        $this->database()->execute('DROP TABLE "labels"');
        $this->database()->execute('PRAGMA legacy_alter_table = ON');
        $this->database()->execute('ALTER TABLE "_altair_new_labels" RENAME TO "labels"');
        $this->database()->execute('PRAGMA legacy_alter_table = OFF');
        $this->database()->execute(
            'CREATE TABLE "_altair_new_readings" (' . "\n"
            . '  "sensor" BIGINT NOT NULL,' . "\n"
            . '  "taken_at" DATETIME NOT NULL,' . "\n"
            . '  "value" REAL NOT NULL,' . "\n"
            . '  PRIMARY KEY ("sensor", "taken_at")' . "\n"
            . ')'
        );
        $this->database()->execute('INSERT INTO "_altair_new_readings" ("rowid", "sensor", "taken_at", "value") SELECT "rowid", "sensor", "taken_at", "value" FROM "readings"');
        $this->database()->execute('DROP TABLE "readings"');
        $this->database()->execute('PRAGMA legacy_alter_table = ON');
        $this->database()->execute('ALTER TABLE "_altair_new_readings" RENAME TO "readings"');
        $this->database()->execute('PRAGMA legacy_alter_table = OFF');
        $this->database()->execute('UPDATE temp."_altair_guard" SET "after" = (WITH touched AS MATERIALIZED (SELECT m.name FROM sqlite_master AS m WHERE m.type = \'table\' AND m.rootpage > 0 AND (m.name COLLATE NOCASE IN (\'labels\', \'readings\') OR EXISTS (SELECT 1 FROM pragma_foreign_key_list(m.name) AS f WHERE f."table" COLLATE NOCASE IN (\'labels\', \'readings\')))) SELECT count(*) FROM touched, pragma_foreign_key_check(touched.name))');
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
        $this->database()->execute('INSERT INTO temp."_altair_guard" ("before", "after", "foreign_keys") SELECT (WITH touched AS MATERIALIZED (SELECT m.name FROM sqlite_master AS m WHERE m.type = \'table\' AND m.rootpage > 0 AND (m.name COLLATE NOCASE IN (\'labels\', \'readings\') OR EXISTS (SELECT 1 FROM pragma_foreign_key_list(m.name) AS f WHERE f."table" COLLATE NOCASE IN (\'labels\', \'readings\')))) SELECT count(*) FROM touched, pragma_foreign_key_check(touched.name)), 0, "foreign_keys" FROM pragma_foreign_keys');
        $this->database()->execute(
            'CREATE TABLE "_altair_new_readings" (' . "\n"
            . '  "sensor" BIGINT NOT NULL,' . "\n"
            . '  "taken_at" DATETIME NOT NULL,' . "\n"
            . '  "value" REAL NOT NULL,' . "\n"
            . '  PRIMARY KEY ("sensor")' . "\n"
            . ')'
        );
        $this->database()->execute('INSERT INTO "_altair_new_readings" ("rowid", "sensor", "taken_at", "value") SELECT "rowid", "sensor", "taken_at", "value" FROM "readings"');
        $this->database()->execute('DROP TABLE "readings"');
        $this->database()->execute('PRAGMA legacy_alter_table = ON');
        $this->database()->execute('ALTER TABLE "_altair_new_readings" RENAME TO "readings"');
        $this->database()->execute('PRAGMA legacy_alter_table = OFF');
        $this->database()->execute(
            'CREATE TABLE "_altair_new_labels" (' . "\n"
            . '  "code" VARCHAR(20) NOT NULL,' . "\n"
            . '  "text" VARCHAR(80) NOT NULL' . "\n"
            . ')'
        );
        $this->database()->execute('INSERT INTO "_altair_new_labels" ("rowid", "code", "text") SELECT "rowid", "code", "text" FROM "labels"');
        $this->database()->execute('DROP TABLE "labels"');
        $this->database()->execute('PRAGMA legacy_alter_table = ON');
        $this->database()->execute('ALTER TABLE "_altair_new_labels" RENAME TO "labels"');
        $this->database()->execute('PRAGMA legacy_alter_table = OFF');
        $this->database()->execute('UPDATE temp."_altair_guard" SET "after" = (WITH touched AS MATERIALIZED (SELECT m.name FROM sqlite_master AS m WHERE m.type = \'table\' AND m.rootpage > 0 AND (m.name COLLATE NOCASE IN (\'labels\', \'readings\') OR EXISTS (SELECT 1 FROM pragma_foreign_key_list(m.name) AS f WHERE f."table" COLLATE NOCASE IN (\'labels\', \'readings\')))) SELECT count(*) FROM touched, pragma_foreign_key_check(touched.name))');
        $this->database()->execute('DROP TABLE temp."_altair_guard"');
        $this->database()->commit();
        $this->database()->execute('PRAGMA foreign_keys = ON');
        $this->database()->begin();
    }
}
