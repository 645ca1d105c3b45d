-- rename_accounts_to_wallets_and_more (down)
-- For PostgreSQL 18.4. Run with: psql -v ON_ERROR_STOP=1 -f FILE

BEGIN;
ALTER TABLE "wallets" ADD COLUMN "legacy" text;
ALTER TABLE "wallets" DROP CONSTRAINT "username_some";
ALTER TABLE "wallets" ALTER COLUMN "balance" TYPE numeric(10,2), ALTER COLUMN "username" TYPE character varying(40);
ALTER TABLE "transfers" DROP CONSTRAINT "transfers_wallet_id_fkey";
ALTER TABLE "wallets" ALTER COLUMN "id" TYPE integer;
ALTER TABLE "wallets" DROP COLUMN "currency";
DROP INDEX "transfers_wallet";
ALTER TABLE "transfers" ALTER COLUMN "memo" DROP NOT NULL;
ALTER TABLE "transfers" ALTER COLUMN "amount" TYPE numeric(10,2), ALTER COLUMN "wallet_id" TYPE integer, ALTER COLUMN "id" TYPE integer;
CREATE INDEX "transfers_amount" ON "transfers" ("amount");
ALTER TABLE "transfers" ADD CONSTRAINT "transfers_account_id_fkey" FOREIGN KEY ("wallet_id") REFERENCES "wallets" ("id") ON DELETE CASCADE;
ALTER TABLE "wallets" RENAME COLUMN "username" TO "login";
ALTER TABLE "transfers" RENAME COLUMN "wallet_id" TO "account_id";
ALTER TABLE "wallets" RENAME TO "accounts";
COMMIT;
