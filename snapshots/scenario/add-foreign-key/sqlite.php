<?php

declare(strict_types=1);

namespace Migration;

use Cycle\Migrations\Migration;

/**
 * add_home_id_to_users, for SQLite 3.52.0.
 */
final class AddHomeIdToUsers_20260527_114523_0 extends Migration
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
        $this->database()->execute(
            'CREATE TABLE "_altair_new_users" (' . "\n"
            . '  "id" INTEGER PRIMARY KEY AUTOINCREMENT,' . "\n"
            . '  "org_id" BIGINT NOT NULL,' . "\n"
            . '  "boss_id" BIGINT,' . "\n"
            . '  "home_id" BIGINT,' . "\n"
            . '  FOREIGN KEY ("boss_id") REFERENCES "users" ("id") ON DELETE SET NULL,' . "\n"
            . '  FOREIGN KEY ("home_id") REFERENCES "organisations" ("id"),' . "\n"
            . '  FOREIGN KEY ("org_id") REFERENCES "organisations" ("id") ON DELETE CASCADE ON UPDATE RESTRICT' . "\n"
            . ')'
        );
        $this->database()->execute('INSERT INTO "_altair_new_users" ("id", "org_id", "boss_id") SELECT "id", "org_id", "boss_id" FROM "users"');
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
            . '  "org_id" BIGINT NOT NULL,' . "\n"
            . '  "boss_id" BIGINT' . "\n"
            . ')'
        );
        $this->database()->execute('INSERT INTO "_altair_new_users" ("id", "org_id", "boss_id") SELECT "id", "org_id", "boss_id" FROM "users"');
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
}
