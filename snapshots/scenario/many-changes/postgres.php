<?php

declare(strict_types=1);

namespace Migration;

use Cycle\Migrations\Migration;

/**
 * rename_accounts_to_wallets_and_more, for PostgreSQL 18.4.
 */
final class RenameAccountsToWalletsAndMore_20260527_114523_0 extends Migration
{
    protected const DATABASE = 'default';

    public function up(): void
    {
        $this->database()->execute('ALTER TABLE "accounts" RENAME TO "wallets"');
        $this->database()->execute('ALTER TABLE "transfers" RENAME COLUMN "account_id" TO "wallet_id"');
        $this->database()->execute('ALTER TABLE "wallets" RENAME COLUMN "login" TO "username"');
        $this->database()->execute('ALTER TABLE "transfers" DROP CONSTRAINT "transfers_account_id_fkey"');
        $this->database()->execute('DROP INDEX "transfers_amount"');
        $this->database()->execute('UPDATE "transfers" SET "memo" = \'-\' WHERE "memo" IS NULL');
        $this->database()->execute('ALTER TABLE "transfers" ALTER COLUMN "id" TYPE bigint, ALTER COLUMN "wallet_id" TYPE bigint');
        $this->database()->execute('ALTER TABLE "transfers" ALTER COLUMN "amount" TYPE numeric(14,2)');
        $this->database()->execute('ALTER TABLE "transfers" ALTER COLUMN "memo" SET NOT NULL');
        $this->database()->execute('CREATE INDEX "transfers_wallet" ON "transfers" ("wallet_id", "amount" DESC)');
        $this->database()->execute('ALTER TABLE "wallets" ADD COLUMN "currency" character varying(3) DEFAULT \'EUR\' NOT NULL');
        $this->database()->execute('ALTER TABLE "wallets" ALTER COLUMN "id" TYPE bigint');
        $this->database()->execute('ALTER TABLE "transfers" ADD CONSTRAINT "transfers_wallet_id_fkey" FOREIGN KEY ("wallet_id") REFERENCES "wallets" ("id") ON DELETE RESTRICT');
        $this->database()->execute('ALTER TABLE "wallets" ALTER COLUMN "username" TYPE character varying(60)');
        $this->database()->execute('ALTER TABLE "wallets" ALTER COLUMN "balance" TYPE numeric(14,2)');
        $this->database()->execute('ALTER TABLE "wallets" ADD CONSTRAINT "username_some" CHECK (length("username") > 0)');
        $this->database()->execute('ALTER TABLE "wallets" DROP COLUMN "legacy"');
    }

    public function down(): void
    {
        $this->database()->execute('ALTER TABLE "wallets" ADD COLUMN "legacy" text');
        $this->database()->execute('ALTER TABLE "wallets" DROP CONSTRAINT "username_some"');
        $this->database()->execute('ALTER TABLE "wallets" ALTER COLUMN "balance" TYPE numeric(10,2), ALTER COLUMN "username" TYPE character varying(40)');
        $this->database()->execute('ALTER TABLE "transfers" DROP CONSTRAINT "transfers_wallet_id_fkey"');
        $this->database()->execute('ALTER TABLE "wallets" ALTER COLUMN "id" TYPE integer');
        $this->database()->execute('ALTER TABLE "wallets" DROP COLUMN "currency"');
        $this->database()->execute('DROP INDEX "transfers_wallet"');
        $this->database()->execute('ALTER TABLE "transfers" ALTER COLUMN "memo" DROP NOT NULL');
        $this->database()->execute('ALTER TABLE "transfers" ALTER COLUMN "amount" TYPE numeric(10,2), ALTER COLUMN "wallet_id" TYPE integer, ALTER COLUMN "id" TYPE integer');
        $this->database()->execute('CREATE INDEX "transfers_amount" ON "transfers" ("amount")');
        $this->database()->execute('ALTER TABLE "transfers" ADD CONSTRAINT "transfers_account_id_fkey" FOREIGN KEY ("wallet_id") REFERENCES "wallets" ("id") ON DELETE CASCADE');
        $this->database()->execute('ALTER TABLE "wallets" RENAME COLUMN "username" TO "login"');
        $this->database()->execute('ALTER TABLE "transfers" RENAME COLUMN "wallet_id" TO "account_id"');
        $this->database()->execute('ALTER TABLE "wallets" RENAME TO "accounts"');
    }
}
