<?php

declare(strict_types=1);

namespace Migration;

use Cycle\Migrations\Migration;

/**
 * change_orders_and_parcels, for SQLite 3.52.0.
 */
final class ChangeOrdersAndParcels_20260527_114523_0 extends Migration
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
        $this->database()->execute('INSERT INTO temp."_altair_guard" ("before", "after", "foreign_keys") SELECT (WITH touched AS MATERIALIZED (SELECT m.name FROM sqlite_master AS m WHERE m.type = \'table\' AND m.rootpage > 0 AND (m.name COLLATE NOCASE IN (\'orders\', \'parcels\') OR EXISTS (SELECT 1 FROM pragma_foreign_key_list(m.name) AS f WHERE f."table" COLLATE NOCASE IN (\'orders\', \'parcels\')))) SELECT count(*) FROM touched, pragma_foreign_key_check(touched.name)), 0, "foreign_keys" FROM pragma_foreign_keys');
        $this->database()->execute(
            'CREATE TABLE "_altair_new_orders" (' . "\n"
            . '  "id" INTEGER PRIMARY KEY AUTOINCREMENT,' . "\n"
            . '  "state" TEXT NOT NULL DEFAULT \'new\',' . "\n"
            . '  CONSTRAINT "orders_state_check" CHECK ("state" IN (\'new\', \'checked\', \'paid\', \'sent\', \'won\'\'t be sent\'))' . "\n"
            . ')'
        );
        $this->database()->execute('INSERT INTO "_altair_new_orders" ("id", "state") SELECT "id", "state" FROM "orders"');
        $this->database()->execute('DELETE FROM sqlite_sequence WHERE name = \'_altair_new_orders\'');
        $this->database()->execute('INSERT INTO sqlite_sequence (name, seq) SELECT \'_altair_new_orders\', seq FROM sqlite_sequence WHERE name = \'orders\' COLLATE NOCASE');
        $this->database()->execute('DROP TABLE "orders"');
        $this->database()->execute('PRAGMA legacy_alter_table = ON');
        $this->database()->execute('ALTER TABLE "_altair_new_orders" RENAME TO "orders"');
        $this->database()->execute('PRAGMA legacy_alter_table = OFF');
        $this->database()->execute(
            'CREATE TABLE "_altair_new_parcels" (' . "\n"
            . '  "id" INTEGER PRIMARY KEY AUTOINCREMENT,' . "\n"
            . '  "size" TEXT,' . "\n"
            . '  CONSTRAINT "parcels_size_check" CHECK ("size" IN (\'small\', \'large\'))' . "\n"
            . ')'
        );
        $this->database()->execute('INSERT INTO "_altair_new_parcels" ("id", "size") SELECT "id", "size" FROM "parcels"');
        $this->database()->execute('DELETE FROM sqlite_sequence WHERE name = \'_altair_new_parcels\'');
        $this->database()->execute('INSERT INTO sqlite_sequence (name, seq) SELECT \'_altair_new_parcels\', seq FROM sqlite_sequence WHERE name = \'parcels\' COLLATE NOCASE');
        $this->database()->execute('DROP TABLE "parcels"');
        $this->database()->execute('PRAGMA legacy_alter_table = ON');
        $this->database()->execute('ALTER TABLE "_altair_new_parcels" RENAME TO "parcels"');
        $this->database()->execute('PRAGMA legacy_alter_table = OFF');
        $this->database()->execute('UPDATE temp."_altair_guard" SET "after" = (WITH touched AS MATERIALIZED (SELECT m.name FROM sqlite_master AS m WHERE m.type = \'table\' AND m.rootpage > 0 AND (m.name COLLATE NOCASE IN (\'orders\', \'parcels\') OR EXISTS (SELECT 1 FROM pragma_foreign_key_list(m.name) AS f WHERE f."table" COLLATE NOCASE IN (\'orders\', \'parcels\')))) SELECT count(*) FROM touched, pragma_foreign_key_check(touched.name))');
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
        $this->database()->execute('INSERT INTO temp."_altair_guard" ("before", "after", "foreign_keys") SELECT (WITH touched AS MATERIALIZED (SELECT m.name FROM sqlite_master AS m WHERE m.type = \'table\' AND m.rootpage > 0 AND (m.name COLLATE NOCASE IN (\'orders\', \'parcels\') OR EXISTS (SELECT 1 FROM pragma_foreign_key_list(m.name) AS f WHERE f."table" COLLATE NOCASE IN (\'orders\', \'parcels\')))) SELECT count(*) FROM touched, pragma_foreign_key_check(touched.name)), 0, "foreign_keys" FROM pragma_foreign_keys');
        $this->database()->execute(
            'CREATE TABLE "_altair_new_parcels" (' . "\n"
            . '  "id" INTEGER PRIMARY KEY AUTOINCREMENT,' . "\n"
            . '  "size" TEXT,' . "\n"
            . '  CONSTRAINT "parcels_size_check" CHECK ("size" IN (\'small\', \'medium\', \'large\'))' . "\n"
            . ')'
        );
        $this->database()->execute('INSERT INTO "_altair_new_parcels" ("id", "size") SELECT "id", "size" FROM "parcels"');
        $this->database()->execute('DELETE FROM sqlite_sequence WHERE name = \'_altair_new_parcels\'');
        $this->database()->execute('INSERT INTO sqlite_sequence (name, seq) SELECT \'_altair_new_parcels\', seq FROM sqlite_sequence WHERE name = \'parcels\' COLLATE NOCASE');
        $this->database()->execute('DROP TABLE "parcels"');
        $this->database()->execute('PRAGMA legacy_alter_table = ON');
        $this->database()->execute('ALTER TABLE "_altair_new_parcels" RENAME TO "parcels"');
        $this->database()->execute('PRAGMA legacy_alter_table = OFF');
        $this->database()->execute(
            'CREATE TABLE "_altair_new_orders" (' . "\n"
            . '  "id" INTEGER PRIMARY KEY AUTOINCREMENT,' . "\n"
            . '  "state" TEXT NOT NULL DEFAULT \'new\',' . "\n"
            . '  CONSTRAINT "orders_state_check" CHECK ("state" IN (\'new\', \'paid\', \'sent\'))' . "\n"
            . ')'
        );
        $this->database()->execute('INSERT INTO "_altair_new_orders" ("id", "state") SELECT "id", "state" FROM "orders"');
        $this->database()->execute('DELETE FROM sqlite_sequence WHERE name = \'_altair_new_orders\'');
        $this->database()->execute('INSERT INTO sqlite_sequence (name, seq) SELECT \'_altair_new_orders\', seq FROM sqlite_sequence WHERE name = \'orders\' COLLATE NOCASE');
        $this->database()->execute('DROP TABLE "orders"');
        $this->database()->execute('PRAGMA legacy_alter_table = ON');
        $this->database()->execute('ALTER TABLE "_altair_new_orders" RENAME TO "orders"');
        $this->database()->execute('PRAGMA legacy_alter_table = OFF');
        $this->database()->execute('UPDATE temp."_altair_guard" SET "after" = (WITH touched AS MATERIALIZED (SELECT m.name FROM sqlite_master AS m WHERE m.type = \'table\' AND m.rootpage > 0 AND (m.name COLLATE NOCASE IN (\'orders\', \'parcels\') OR EXISTS (SELECT 1 FROM pragma_foreign_key_list(m.name) AS f WHERE f."table" COLLATE NOCASE IN (\'orders\', \'parcels\')))) SELECT count(*) FROM touched, pragma_foreign_key_check(touched.name))');
        $this->database()->execute('DROP TABLE temp."_altair_guard"');
        $this->database()->commit();
        $this->database()->execute('PRAGMA foreign_keys = ON');
        $this->database()->begin();
    }
}
