-- rename_accounts_to_wallets_and_more (up)
-- For PostgreSQL 18.4. Run with: psql -v ON_ERROR_STOP=1 -f FILE

BEGIN;
ALTER TABLE "accounts" RENAME TO "wallets";
ALTER TABLE "transfers" RENAME COLUMN "account_id" TO "wallet_id";
ALTER TABLE "wallets" RENAME COLUMN "login" TO "username";
ALTER TABLE "transfers" DROP CONSTRAINT "transfers_account_id_fkey";
DROP INDEX "transfers_amount";
UPDATE "transfers" SET "memo" = '-' WHERE "memo" IS NULL;
ALTER TABLE "transfers" ALTER COLUMN "id" TYPE bigint, ALTER COLUMN "wallet_id" TYPE bigint;
ALTER TABLE "transfers" ALTER COLUMN "amount" TYPE numeric(14,2);
ALTER TABLE "transfers" ALTER COLUMN "memo" SET NOT NULL;
CREATE INDEX "transfers_wallet" ON "transfers" ("wallet_id", "amount" DESC);
ALTER TABLE "wallets" ADD COLUMN "currency" character varying(3) DEFAULT 'EUR' NOT NULL;
ALTER TABLE "wallets" ALTER COLUMN "id" TYPE bigint;
ALTER TABLE "transfers" ADD CONSTRAINT "transfers_wallet_id_fkey" FOREIGN KEY ("wallet_id") REFERENCES "wallets" ("id") ON DELETE RESTRICT;
ALTER TABLE "wallets" ALTER COLUMN "username" TYPE character varying(60);
ALTER TABLE "wallets" ALTER COLUMN "balance" TYPE numeric(14,2);
ALTER TABLE "wallets" ADD CONSTRAINT "username_some" CHECK (length("username") > 0);
ALTER TABLE "wallets" DROP COLUMN "legacy";
COMMIT;
