<?php

declare(strict_types=1);

namespace Migration;

use Cycle\Migrations\Migration;

/**
 * change_bookings, for SQLite 3.52.0.
 */
final class ChangeBookings_20260527_114523_0 extends Migration
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
        $this->database()->execute('INSERT INTO temp."_altair_guard" ("before", "after", "foreign_keys") SELECT (WITH touched AS MATERIALIZED (SELECT m.name FROM sqlite_master AS m WHERE m.type = \'table\' AND m.rootpage > 0 AND (m.name COLLATE NOCASE IN (\'bookings\') OR EXISTS (SELECT 1 FROM pragma_foreign_key_list(m.name) AS f WHERE f."table" COLLATE NOCASE IN (\'bookings\')))) SELECT count(*) FROM touched, pragma_foreign_key_check(touched.name)), 0, "foreign_keys" FROM pragma_foreign_keys');
        $this->database()->execute(
            'CREATE TABLE "_altair_new_bookings" (' . "\n"
            . '  "id" INTEGER PRIMARY KEY AUTOINCREMENT,' . "\n"
            . '  "seats" INTEGER NOT NULL,' . "\n"
            . '  "price" DECIMAL(8,2) NOT NULL,' . "\n"
            . '  "code" VARCHAR(20) NOT NULL,' . "\n"
            . '  "starts" DATE NOT NULL,' . "\n"
            . '  "ends" DATE,' . "\n"
            . '  CONSTRAINT "code_known" CHECK ("code" IN (\'early\', \'late\', \'it\'\'s\') OR lower("code") = \'vip\'),' . "\n"
            . '  CONSTRAINT "ends_after" CHECK ("ends" IS NULL OR "ends" >= "starts"),' . "\n"
            . '  CONSTRAINT "seats_some" CHECK ("seats" > 0 AND "seats" < 500)' . "\n"
            . ')'
        );
        $this->database()->execute('INSERT INTO "_altair_new_bookings" ("id", "seats", "price", "code", "starts", "ends") SELECT "id", "seats", "price", "code", "starts", "ends" FROM "bookings"');
        $this->database()->execute('DELETE FROM sqlite_sequence WHERE name = \'_altair_new_bookings\'');
        $this->database()->execute('INSERT INTO sqlite_sequence (name, seq) SELECT \'_altair_new_bookings\', seq FROM sqlite_sequence WHERE name = \'bookings\' COLLATE NOCASE');
        $this->database()->execute('DROP TABLE "bookings"');
        $this->database()->execute('PRAGMA legacy_alter_table = ON');
        $this->database()->execute('ALTER TABLE "_altair_new_bookings" RENAME TO "bookings"');
        $this->database()->execute('PRAGMA legacy_alter_table = OFF');
        $this->database()->execute('UPDATE temp."_altair_guard" SET "after" = (WITH touched AS MATERIALIZED (SELECT m.name FROM sqlite_master AS m WHERE m.type = \'table\' AND m.rootpage > 0 AND (m.name COLLATE NOCASE IN (\'bookings\') OR EXISTS (SELECT 1 FROM pragma_foreign_key_list(m.name) AS f WHERE f."table" COLLATE NOCASE IN (\'bookings\')))) SELECT count(*) FROM touched, pragma_foreign_key_check(touched.name))');
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
        $this->database()->execute('INSERT INTO temp."_altair_guard" ("before", "after", "foreign_keys") SELECT (WITH touched AS MATERIALIZED (SELECT m.name FROM sqlite_master AS m WHERE m.type = \'table\' AND m.rootpage > 0 AND (m.name COLLATE NOCASE IN (\'bookings\') OR EXISTS (SELECT 1 FROM pragma_foreign_key_list(m.name) AS f WHERE f."table" COLLATE NOCASE IN (\'bookings\')))) SELECT count(*) FROM touched, pragma_foreign_key_check(touched.name)), 0, "foreign_keys" FROM pragma_foreign_keys');
        $this->database()->execute(
            'CREATE TABLE "_altair_new_bookings" (' . "\n"
            . '  "id" INTEGER PRIMARY KEY AUTOINCREMENT,' . "\n"
            . '  "seats" INTEGER NOT NULL,' . "\n"
            . '  "price" DECIMAL(8,2) NOT NULL,' . "\n"
            . '  "code" VARCHAR(20) NOT NULL,' . "\n"
            . '  "starts" DATE NOT NULL,' . "\n"
            . '  "ends" DATE,' . "\n"
            . '  CONSTRAINT "seats_some" CHECK ("seats" > 0),' . "\n"
            . '  CONSTRAINT "price_fair" CHECK ("price" BETWEEN 0 AND 1000)' . "\n"
            . ')'
        );
        $this->database()->execute('INSERT INTO "_altair_new_bookings" ("id", "seats", "price", "code", "starts", "ends") SELECT "id", "seats", "price", "code", "starts", "ends" FROM "bookings"');
        $this->database()->execute('DELETE FROM sqlite_sequence WHERE name = \'_altair_new_bookings\'');
        $this->database()->execute('INSERT INTO sqlite_sequence (name, seq) SELECT \'_altair_new_bookings\', seq FROM sqlite_sequence WHERE name = \'bookings\' COLLATE NOCASE');
        $this->database()->execute('DROP TABLE "bookings"');
        $this->database()->execute('PRAGMA legacy_alter_table = ON');
        $this->database()->execute('ALTER TABLE "_altair_new_bookings" RENAME TO "bookings"');
        $this->database()->execute('PRAGMA legacy_alter_table = OFF');
        $this->database()->execute('UPDATE temp."_altair_guard" SET "after" = (WITH touched AS MATERIALIZED (SELECT m.name FROM sqlite_master AS m WHERE m.type = \'table\' AND m.rootpage > 0 AND (m.name COLLATE NOCASE IN (\'bookings\') OR EXISTS (SELECT 1 FROM pragma_foreign_key_list(m.name) AS f WHERE f."table" COLLATE NOCASE IN (\'bookings\')))) SELECT count(*) FROM touched, pragma_foreign_key_check(touched.name))');
        $this->database()->execute('DROP TABLE temp."_altair_guard"');
        $this->database()->commit();
        $this->database()->execute('PRAGMA foreign_keys = ON');
        $this->database()->begin();
    }
}
