-- rename_accounts_to_wallets_and_more (down)
-- For MySQL 9.7.4. Run with: mysql DATABASE < FILE

-- Committed in 18 parts. If one fails, those before it stay done: plan again, and the new plan goes on from there.
-- Part 1 of 18
ALTER TABLE `wallets` ADD COLUMN `legacy` text NULL;
-- Part 2 of 18
ALTER TABLE `wallets` DROP CONSTRAINT `username_some`;
-- Part 3 of 18
ALTER TABLE `wallets` MODIFY COLUMN `balance` decimal(10,2) NOT NULL DEFAULT 0.00;
-- Part 4 of 18
ALTER TABLE `wallets` MODIFY COLUMN `username` varchar(40) NOT NULL;
-- Part 5 of 18
ALTER TABLE `transfers` DROP FOREIGN KEY `transfers_wallet_id_fkey`;
-- Part 6 of 18
ALTER TABLE `wallets` MODIFY COLUMN `id` int NOT NULL AUTO_INCREMENT;
-- Part 7 of 18
ALTER TABLE `wallets` DROP COLUMN `currency`;
-- Part 8 of 18
DROP INDEX `transfers_wallet` ON `transfers`;
-- Part 9 of 18
ALTER TABLE `transfers` MODIFY COLUMN `memo` varchar(40) NULL;
-- Part 10 of 18
ALTER TABLE `transfers` MODIFY COLUMN `amount` decimal(10,2) NOT NULL;
-- Part 11 of 18
ALTER TABLE `transfers` MODIFY COLUMN `wallet_id` int NOT NULL;
-- Part 12 of 18
ALTER TABLE `transfers` MODIFY COLUMN `id` int NOT NULL AUTO_INCREMENT;
-- Part 13 of 18
CREATE INDEX `transfers_amount` ON `transfers` (`amount`);
-- Part 14 of 18
CREATE INDEX `transfers_account_id_idx` ON `transfers` (`wallet_id`);
-- Part 15 of 18
ALTER TABLE `transfers` ADD CONSTRAINT `transfers_account_id_fkey` FOREIGN KEY (`wallet_id`) REFERENCES `wallets` (`id`) ON DELETE CASCADE;
-- Part 16 of 18
ALTER TABLE `wallets` RENAME COLUMN `username` TO `login`;
-- Part 17 of 18
ALTER TABLE `transfers` RENAME COLUMN `wallet_id` TO `account_id`;
-- Part 18 of 18
RENAME TABLE `wallets` TO `accounts`;
