<?php

declare(strict_types=1);

namespace Migration;

use Cycle\Migrations\Migration;

/**
 * rename_accounts_to_wallets_and_more, for SQLite 3.52.0.
 */
final class RenameAccountsToWalletsAndMore_20260527_114523_0 extends Migration
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
        $this->database()->execute('INSERT INTO temp."_altair_guard" ("before", "after", "foreign_keys") SELECT (WITH touched AS MATERIALIZED (SELECT m.name FROM sqlite_master AS m WHERE m.type = \'table\' AND m.rootpage > 0 AND (m.name COLLATE NOCASE IN (\'accounts\', \'transfers\', \'wallets\') OR EXISTS (SELECT 1 FROM pragma_foreign_key_list(m.name) AS f WHERE f."table" COLLATE NOCASE IN (\'accounts\', \'transfers\', \'wallets\')))) SELECT count(*) FROM touched, pragma_foreign_key_check(touched.name)), 0, "foreign_keys" FROM pragma_foreign_keys');
        $this->database()->execute('ALTER TABLE "accounts" RENAME TO "wallets"');
        $this->database()->execute('ALTER TABLE "transfers" RENAME COLUMN "account_id" TO "wallet_id"');
        $this->database()->execute('ALTER TABLE "wallets" RENAME COLUMN "login" TO "username"');
        $this->database()->execute(
            'CREATE TABLE "_altair_new_transfers" (' . "\n"
            . '  "id" INTEGER PRIMARY KEY AUTOINCREMENT,' . "\n"
            . '  "wallet_id" INTEGER NOT NULL,' . "\n"
            . '  "amount" DECIMAL(10,2) NOT NULL,' . "\n"
            . '  "memo" VARCHAR(40)' . "\n"
            . ')'
        );
        $this->database()->execute('INSERT INTO "_altair_new_transfers" ("id", "wallet_id", "amount", "memo") SELECT "id", "wallet_id", "amount", "memo" FROM "transfers"');
        $this->database()->execute('DELETE FROM sqlite_sequence WHERE name = \'_altair_new_transfers\'');
        $this->database()->execute('INSERT INTO sqlite_sequence (name, seq) SELECT \'_altair_new_transfers\', seq FROM sqlite_sequence WHERE name = \'transfers\' COLLATE NOCASE');
        $this->database()->execute('DROP TABLE "transfers"');
        $this->database()->execute('PRAGMA legacy_alter_table = ON');
        $this->database()->execute('ALTER TABLE "_altair_new_transfers" RENAME TO "transfers"');
        $this->database()->execute('PRAGMA legacy_alter_table = OFF');
        $this->database()->execute('UPDATE "transfers" SET "memo" = \'-\' WHERE "memo" IS NULL');
        $this->database()->execute(
            'CREATE TABLE "_altair_new_transfers" (' . "\n"
            . '  "id" INTEGER PRIMARY KEY AUTOINCREMENT,' . "\n"
            . '  "wallet_id" BIGINT NOT NULL,' . "\n"
            . '  "amount" DECIMAL(14,2) NOT NULL,' . "\n"
            . '  "memo" VARCHAR(40) NOT NULL,' . "\n"
            . '  FOREIGN KEY ("wallet_id") REFERENCES "wallets" ("id") ON DELETE RESTRICT' . "\n"
            . ')'
        );
        $this->database()->execute('INSERT INTO "_altair_new_transfers" ("id", "wallet_id", "amount", "memo") SELECT "id", "wallet_id", "amount", "memo" FROM "transfers"');
        $this->database()->execute('DELETE FROM sqlite_sequence WHERE name = \'_altair_new_transfers\'');
        $this->database()->execute('INSERT INTO sqlite_sequence (name, seq) SELECT \'_altair_new_transfers\', seq FROM sqlite_sequence WHERE name = \'transfers\' COLLATE NOCASE');
        $this->database()->execute('DROP TABLE "transfers"');
        $this->database()->execute('PRAGMA legacy_alter_table = ON');
        $this->database()->execute('ALTER TABLE "_altair_new_transfers" RENAME TO "transfers"');
        $this->database()->execute('PRAGMA legacy_alter_table = OFF');
        $this->database()->execute('CREATE INDEX "transfers_wallet" ON "transfers" ("wallet_id", "amount" DESC)');
        $this->database()->execute(
            'CREATE TABLE "_altair_new_wallets" (' . "\n"
            . '  "id" INTEGER PRIMARY KEY AUTOINCREMENT,' . "\n"
            . '  "username" VARCHAR(60) NOT NULL,' . "\n"
            . '  "balance" DECIMAL(14,2) NOT NULL DEFAULT 0,' . "\n"
            . '  "currency" VARCHAR(3) NOT NULL DEFAULT \'EUR\',' . "\n"
            . '  UNIQUE ("username"),' . "\n"
            . '  CONSTRAINT "username_some" CHECK (length("username") > 0)' . "\n"
            . ')'
        );
        $this->database()->execute('INSERT INTO "_altair_new_wallets" ("id", "username", "balance") SELECT "id", "username", "balance" FROM "wallets"');
        $this->database()->execute('DELETE FROM sqlite_sequence WHERE name = \'_altair_new_wallets\'');
        $this->database()->execute('INSERT INTO sqlite_sequence (name, seq) SELECT \'_altair_new_wallets\', seq FROM sqlite_sequence WHERE name = \'wallets\' COLLATE NOCASE');
        $this->database()->execute('DROP TABLE "wallets"');
        $this->database()->execute('PRAGMA legacy_alter_table = ON');
        $this->database()->execute('ALTER TABLE "_altair_new_wallets" RENAME TO "wallets"');
        $this->database()->execute('PRAGMA legacy_alter_table = OFF');
        $this->database()->execute('UPDATE temp."_altair_guard" SET "after" = (WITH touched AS MATERIALIZED (SELECT m.name FROM sqlite_master AS m WHERE m.type = \'table\' AND m.rootpage > 0 AND (m.name COLLATE NOCASE IN (\'accounts\', \'transfers\', \'wallets\') OR EXISTS (SELECT 1 FROM pragma_foreign_key_list(m.name) AS f WHERE f."table" COLLATE NOCASE IN (\'accounts\', \'transfers\', \'wallets\')))) SELECT count(*) FROM touched, pragma_foreign_key_check(touched.name))');
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
        $this->database()->execute('INSERT INTO temp."_altair_guard" ("before", "after", "foreign_keys") SELECT (WITH touched AS MATERIALIZED (SELECT m.name FROM sqlite_master AS m WHERE m.type = \'table\' AND m.rootpage > 0 AND (m.name COLLATE NOCASE IN (\'accounts\', \'transfers\', \'wallets\') OR EXISTS (SELECT 1 FROM pragma_foreign_key_list(m.name) AS f WHERE f."table" COLLATE NOCASE IN (\'accounts\', \'transfers\', \'wallets\')))) SELECT count(*) FROM touched, pragma_foreign_key_check(touched.name)), 0, "foreign_keys" FROM pragma_foreign_keys');
        $this->database()->execute(
            'CREATE TABLE "_altair_new_wallets" (' . "\n"
            . '  "id" INTEGER PRIMARY KEY AUTOINCREMENT,' . "\n"
            . '  "username" VARCHAR(40) NOT NULL,' . "\n"
            . '  "balance" DECIMAL(10,2) NOT NULL DEFAULT 0,' . "\n"
            . '  "legacy" TEXT,' . "\n"
            . '  UNIQUE ("username")' . "\n"
            . ')'
        );
        $this->database()->execute('INSERT INTO "_altair_new_wallets" ("id", "username", "balance") SELECT "id", "username", "balance" FROM "wallets"');
        $this->database()->execute('DELETE FROM sqlite_sequence WHERE name = \'_altair_new_wallets\'');
        $this->database()->execute('INSERT INTO sqlite_sequence (name, seq) SELECT \'_altair_new_wallets\', seq FROM sqlite_sequence WHERE name = \'wallets\' COLLATE NOCASE');
        $this->database()->execute('DROP TABLE "wallets"');
        $this->database()->execute('PRAGMA legacy_alter_table = ON');
        $this->database()->execute('ALTER TABLE "_altair_new_wallets" RENAME TO "wallets"');
        $this->database()->execute('PRAGMA legacy_alter_table = OFF');
        $this->database()->execute(
            'CREATE TABLE "_altair_new_transfers" (' . "\n"
            . '  "id" INTEGER PRIMARY KEY AUTOINCREMENT,' . "\n"
            . '  "wallet_id" INTEGER NOT NULL,' . "\n"
            . '  "amount" DECIMAL(10,2) NOT NULL,' . "\n"
            . '  "memo" VARCHAR(40)' . "\n"
            . ')'
        );
        $this->database()->execute('INSERT INTO "_altair_new_transfers" ("id", "wallet_id", "amount", "memo") SELECT "id", "wallet_id", "amount", "memo" FROM "transfers"');
        $this->database()->execute('DELETE FROM sqlite_sequence WHERE name = \'_altair_new_transfers\'');
        $this->database()->execute('INSERT INTO sqlite_sequence (name, seq) SELECT \'_altair_new_transfers\', seq FROM sqlite_sequence WHERE name = \'transfers\' COLLATE NOCASE');
        $this->database()->execute('DROP TABLE "transfers"');
        $this->database()->execute('PRAGMA legacy_alter_table = ON');
        $this->database()->execute('ALTER TABLE "_altair_new_transfers" RENAME TO "transfers"');
        $this->database()->execute('PRAGMA legacy_alter_table = OFF');
        $this->database()->execute(
            'CREATE TABLE "_altair_new_transfers" (' . "\n"
            . '  "id" INTEGER PRIMARY KEY AUTOINCREMENT,' . "\n"
            . '  "wallet_id" INTEGER NOT NULL,' . "\n"
            . '  "amount" DECIMAL(10,2) NOT NULL,' . "\n"
            . '  "memo" VARCHAR(40),' . "\n"
            . '  FOREIGN KEY ("wallet_id") REFERENCES "wallets" ("id") ON DELETE CASCADE' . "\n"
            . ')'
        );
        $this->database()->execute('INSERT INTO "_altair_new_transfers" ("id", "wallet_id", "amount", "memo") SELECT "id", "wallet_id", "amount", "memo" FROM "transfers"');
        $this->database()->execute('DELETE FROM sqlite_sequence WHERE name = \'_altair_new_transfers\'');
        $this->database()->execute('INSERT INTO sqlite_sequence (name, seq) SELECT \'_altair_new_transfers\', seq FROM sqlite_sequence WHERE name = \'transfers\' COLLATE NOCASE');
        $this->database()->execute('DROP TABLE "transfers"');
        $this->database()->execute('PRAGMA legacy_alter_table = ON');
        $this->database()->execute('ALTER TABLE "_altair_new_transfers" RENAME TO "transfers"');
        $this->database()->execute('PRAGMA legacy_alter_table = OFF');
        $this->database()->execute('CREATE INDEX "transfers_amount" ON "transfers" ("amount")');
        $this->database()->execute('ALTER TABLE "wallets" RENAME COLUMN "username" TO "login"');
        $this->database()->execute('ALTER TABLE "transfers" RENAME COLUMN "wallet_id" TO "account_id"');
        $this->database()->execute('ALTER TABLE "wallets" RENAME TO "accounts"');
        $this->database()->execute('UPDATE temp."_altair_guard" SET "after" = (WITH touched AS MATERIALIZED (SELECT m.name FROM sqlite_master AS m WHERE m.type = \'table\' AND m.rootpage > 0 AND (m.name COLLATE NOCASE IN (\'accounts\', \'transfers\', \'wallets\') OR EXISTS (SELECT 1 FROM pragma_foreign_key_list(m.name) AS f WHERE f."table" COLLATE NOCASE IN (\'accounts\', \'transfers\', \'wallets\')))) SELECT count(*) FROM touched, pragma_foreign_key_check(touched.name))');
        $this->database()->execute('DROP TABLE temp."_altair_guard"');
        $this->database()->commit();
        $this->database()->execute('PRAGMA foreign_keys = ON');
        $this->database()->begin();
    }
}
