-- rename_accounts_to_wallets_and_more (up)
-- For SQLite 3.52.0. Run with: sqlite3 -bail DATABASE < FILE

PRAGMA foreign_keys = OFF;

BEGIN;
CREATE TEMP TABLE "_altair_guard" ("before" INTEGER NOT NULL, "after" INTEGER NOT NULL, "foreign_keys" INTEGER NOT NULL, CONSTRAINT "foreign_keys_must_be_off" CHECK ("foreign_keys" = 0), CONSTRAINT "no_new_foreign_key_violation" CHECK ("after" <= "before"));
INSERT INTO temp."_altair_guard" ("before", "after", "foreign_keys") SELECT (WITH touched AS MATERIALIZED (SELECT m.name FROM sqlite_master AS m WHERE m.type = 'table' AND m.rootpage > 0 AND (m.name COLLATE NOCASE IN ('accounts', 'transfers', 'wallets') OR EXISTS (SELECT 1 FROM pragma_foreign_key_list(m.name) AS f WHERE f."table" COLLATE NOCASE IN ('accounts', 'transfers', 'wallets')))) SELECT count(*) FROM touched, pragma_foreign_key_check(touched.name)), 0, "foreign_keys" FROM pragma_foreign_keys;
ALTER TABLE "accounts" RENAME TO "wallets";
ALTER TABLE "transfers" RENAME COLUMN "account_id" TO "wallet_id";
ALTER TABLE "wallets" RENAME COLUMN "login" TO "username";
CREATE TABLE "_altair_new_transfers" (
  "id" INTEGER PRIMARY KEY AUTOINCREMENT,
  "wallet_id" INTEGER NOT NULL,
  "amount" DECIMAL(10,2) NOT NULL,
  "memo" VARCHAR(40)
);
INSERT INTO "_altair_new_transfers" ("id", "wallet_id", "amount", "memo") SELECT "id", "wallet_id", "amount", "memo" FROM "transfers";
DELETE FROM sqlite_sequence WHERE name = '_altair_new_transfers';
INSERT INTO sqlite_sequence (name, seq) SELECT '_altair_new_transfers', seq FROM sqlite_sequence WHERE name = 'transfers' COLLATE NOCASE;
DROP TABLE "transfers";
PRAGMA legacy_alter_table = ON;
ALTER TABLE "_altair_new_transfers" RENAME TO "transfers";
PRAGMA legacy_alter_table = OFF;
UPDATE "transfers" SET "memo" = '-' WHERE "memo" IS NULL;
CREATE TABLE "_altair_new_transfers" (
  "id" INTEGER PRIMARY KEY AUTOINCREMENT,
  "wallet_id" BIGINT NOT NULL,
  "amount" DECIMAL(14,2) NOT NULL,
  "memo" VARCHAR(40) NOT NULL,
  FOREIGN KEY ("wallet_id") REFERENCES "wallets" ("id") ON DELETE RESTRICT
);
INSERT INTO "_altair_new_transfers" ("id", "wallet_id", "amount", "memo") SELECT "id", "wallet_id", "amount", "memo" FROM "transfers";
DELETE FROM sqlite_sequence WHERE name = '_altair_new_transfers';
INSERT INTO sqlite_sequence (name, seq) SELECT '_altair_new_transfers', seq FROM sqlite_sequence WHERE name = 'transfers' COLLATE NOCASE;
DROP TABLE "transfers";
PRAGMA legacy_alter_table = ON;
ALTER TABLE "_altair_new_transfers" RENAME TO "transfers";
PRAGMA legacy_alter_table = OFF;
CREATE INDEX "transfers_wallet" ON "transfers" ("wallet_id", "amount" DESC);
CREATE TABLE "_altair_new_wallets" (
  "id" INTEGER PRIMARY KEY AUTOINCREMENT,
  "username" VARCHAR(60) NOT NULL,
  "balance" DECIMAL(14,2) NOT NULL DEFAULT 0,
  "currency" VARCHAR(3) NOT NULL DEFAULT 'EUR',
  UNIQUE ("username"),
  CONSTRAINT "username_some" CHECK (length("username") > 0)
);
INSERT INTO "_altair_new_wallets" ("id", "username", "balance") SELECT "id", "username", "balance" FROM "wallets";
DELETE FROM sqlite_sequence WHERE name = '_altair_new_wallets';
INSERT INTO sqlite_sequence (name, seq) SELECT '_altair_new_wallets', seq FROM sqlite_sequence WHERE name = 'wallets' COLLATE NOCASE;
DROP TABLE "wallets";
PRAGMA legacy_alter_table = ON;
ALTER TABLE "_altair_new_wallets" RENAME TO "wallets";
PRAGMA legacy_alter_table = OFF;
UPDATE temp."_altair_guard" SET "after" = (WITH touched AS MATERIALIZED (SELECT m.name FROM sqlite_master AS m WHERE m.type = 'table' AND m.rootpage > 0 AND (m.name COLLATE NOCASE IN ('accounts', 'transfers', 'wallets') OR EXISTS (SELECT 1 FROM pragma_foreign_key_list(m.name) AS f WHERE f."table" COLLATE NOCASE IN ('accounts', 'transfers', 'wallets')))) SELECT count(*) FROM touched, pragma_foreign_key_check(touched.name));
DROP TABLE temp."_altair_guard";
COMMIT;

PRAGMA foreign_keys = ON;
