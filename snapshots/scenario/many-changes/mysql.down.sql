-- rename_accounts_to_wallets_and_more (down)
-- For MySQL 9.7.4. Run with: mysql DATABASE < FILE

-- Committed in 15 parts. If one fails, those before it stay done: plan again, and the new plan goes on from there.
-- Part 1 of 15
ALTER TABLE `wallets` ADD COLUMN `legacy` text NULL;
-- Part 2 of 15
ALTER TABLE `wallets` DROP CONSTRAINT `username_some`;
-- Part 3 of 15
ALTER TABLE `wallets` MODIFY COLUMN `balance` decimal(10,2) NOT NULL DEFAULT 0.00, MODIFY COLUMN `username` varchar(40) NOT NULL;
-- Part 4 of 15
ALTER TABLE `transfers` DROP FOREIGN KEY `transfers_wallet_id_fkey`;
-- Part 5 of 15
ALTER TABLE `wallets` MODIFY COLUMN `id` int NOT NULL AUTO_INCREMENT;
-- Part 6 of 15
ALTER TABLE `wallets` DROP COLUMN `currency`;
-- Part 7 of 15
DROP INDEX `transfers_wallet` ON `transfers`;
-- Part 8 of 15
ALTER TABLE `transfers` MODIFY COLUMN `memo` varchar(40) NULL;
-- Part 9 of 15
ALTER TABLE `transfers` MODIFY COLUMN `amount` decimal(10,2) NOT NULL, MODIFY COLUMN `wallet_id` int NOT NULL, MODIFY COLUMN `id` int NOT NULL AUTO_INCREMENT;
-- Part 10 of 15
CREATE INDEX `transfers_amount` ON `transfers` (`amount`);
-- Part 11 of 15
CREATE INDEX `transfers_account_id_idx` ON `transfers` (`wallet_id`);
-- Part 12 of 15
ALTER TABLE `transfers` ADD CONSTRAINT `transfers_account_id_fkey` FOREIGN KEY (`wallet_id`) REFERENCES `wallets` (`id`) ON DELETE CASCADE;
-- Part 13 of 15
ALTER TABLE `wallets` RENAME COLUMN `username` TO `login`;
-- Part 14 of 15
ALTER TABLE `transfers` RENAME COLUMN `wallet_id` TO `account_id`;
-- Part 15 of 15
RENAME TABLE `wallets` TO `accounts`;
