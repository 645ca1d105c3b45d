-- rename_accounts_to_wallets_and_more (up)
-- For MySQL 9.7.4. Run with: mysql DATABASE < FILE

-- Committed in 17 parts. If one fails, those before it stay done: plan again, and the new plan goes on from there.
-- Part 1 of 17
RENAME TABLE `accounts` TO `wallets`;
-- Part 2 of 17
ALTER TABLE `transfers` RENAME COLUMN `account_id` TO `wallet_id`;
-- Part 3 of 17
ALTER TABLE `wallets` RENAME COLUMN `login` TO `username`;
-- Part 4 of 17
ALTER TABLE `transfers` DROP FOREIGN KEY `transfers_account_id_fkey`;
-- Part 5 of 17
DROP INDEX `transfers_account_id_idx` ON `transfers`;
-- Part 6 of 17
DROP INDEX `transfers_amount` ON `transfers`;
-- Part 7 of 17
UPDATE `transfers` SET `memo` = '-' WHERE `memo` IS NULL;
-- Part 8 of 17
ALTER TABLE `transfers` MODIFY COLUMN `id` bigint NOT NULL AUTO_INCREMENT, MODIFY COLUMN `wallet_id` bigint NOT NULL, MODIFY COLUMN `amount` decimal(14,2) NOT NULL;
-- Part 9 of 17
ALTER TABLE `transfers` MODIFY COLUMN `memo` varchar(40) NOT NULL;
-- Part 10 of 17
CREATE INDEX `transfers_wallet` ON `transfers` (`wallet_id`, `amount` DESC);
-- Part 11 of 17
ALTER TABLE `wallets` ADD COLUMN `currency` varchar(3) NOT NULL DEFAULT 'EUR';
-- Part 12 of 17
ALTER TABLE `wallets` MODIFY COLUMN `id` bigint NOT NULL AUTO_INCREMENT;
-- Part 13 of 17
ALTER TABLE `transfers` ADD CONSTRAINT `transfers_wallet_id_fkey` FOREIGN KEY (`wallet_id`) REFERENCES `wallets` (`id`);
-- Part 14 of 17
ALTER TABLE `wallets` MODIFY COLUMN `username` varchar(60) NOT NULL;
-- Part 15 of 17
ALTER TABLE `wallets` MODIFY COLUMN `balance` decimal(14,2) NOT NULL DEFAULT 0.00;
-- Part 16 of 17
ALTER TABLE `wallets` ADD CONSTRAINT `username_some` CHECK (char_length(`username`) > 0);
-- Part 17 of 17
ALTER TABLE `wallets` DROP COLUMN `legacy`;
