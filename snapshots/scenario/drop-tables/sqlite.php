<?php

declare(strict_types=1);

namespace Migration;

use Cycle\Migrations\Migration;

/**
 * change_chickens_and_eggs, for SQLite 3.52.0.
 */
final class ChangeChickensAndEggs_20260527_114523_0 extends Migration
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
        $this->database()->execute('INSERT INTO temp."_altair_guard" ("before", "after", "foreign_keys") SELECT (WITH touched AS MATERIALIZED (SELECT m.name FROM sqlite_master AS m WHERE m.type = \'table\' AND m.rootpage > 0 AND (m.name COLLATE NOCASE IN (\'chickens\', \'eggs\') OR EXISTS (SELECT 1 FROM pragma_foreign_key_list(m.name) AS f WHERE f."table" COLLATE NOCASE IN (\'chickens\', \'eggs\')))) SELECT count(*) FROM touched, pragma_foreign_key_check(touched.name)), 0, "foreign_keys" FROM pragma_foreign_keys');
        $this->database()->execute('DROP TABLE "chickens"');
        $this->database()->execute('DROP TABLE "eggs"');
        $this->database()->execute('UPDATE temp."_altair_guard" SET "after" = (WITH touched AS MATERIALIZED (SELECT m.name FROM sqlite_master AS m WHERE m.type = \'table\' AND m.rootpage > 0 AND (m.name COLLATE NOCASE IN (\'chickens\', \'eggs\') OR EXISTS (SELECT 1 FROM pragma_foreign_key_list(m.name) AS f WHERE f."table" COLLATE NOCASE IN (\'chickens\', \'eggs\')))) SELECT count(*) FROM touched, pragma_foreign_key_check(touched.name))');
        $this->database()->execute('DROP TABLE temp."_altair_guard"');
        $this->database()->commit();
        $this->database()->execute('PRAGMA foreign_keys = ON');
        $this->database()->begin();
    }

    public function down(): void
    {
        // Closes the migrator's own query; SQLite drops no table while one is open.
        $this->database()->getDriver()->getSchemaHandler();
        $this->database()->execute(
            'CREATE TABLE "eggs" (' . "\n"
            . '  "id" INTEGER PRIMARY KEY AUTOINCREMENT,' . "\n"
            . '  "laid_by" BIGINT,' . "\n"
            . '  "kept_id" BIGINT NOT NULL,' . "\n"
            . '  FOREIGN KEY ("kept_id") REFERENCES "kept" ("id"),' . "\n"
            . '  FOREIGN KEY ("laid_by") REFERENCES "chickens" ("id") ON DELETE CASCADE' . "\n"
            . ')'
        );
        $this->database()->execute(
            'CREATE TABLE "chickens" (' . "\n"
            . '  "id" INTEGER PRIMARY KEY AUTOINCREMENT,' . "\n"
            . '  "hatched_from" BIGINT,' . "\n"
            . '  FOREIGN KEY ("hatched_from") REFERENCES "eggs" ("id") ON DELETE SET NULL' . "\n"
            . ')'
        );
    }
}
