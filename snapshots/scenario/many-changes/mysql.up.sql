-- rename_accounts_to_wallets_and_more (up)
-- For MySQL 9.7.4. Run with: mysql DATABASE < FILE

RENAME TABLE `accounts` TO `wallets`;
ALTER TABLE `transfers` RENAME COLUMN `account_id` TO `wallet_id`;
ALTER TABLE `wallets` RENAME COLUMN `login` TO `username`;
ALTER TABLE `transfers` DROP FOREIGN KEY `transfers_account_id_fkey`;
DROP INDEX `transfers_account_id_idx` ON `transfers`;
DROP INDEX `transfers_amount` ON `transfers`;
UPDATE `transfers` SET `memo` = '-' WHERE `memo` IS NULL;
ALTER TABLE `transfers` MODIFY COLUMN `id` bigint NOT NULL AUTO_INCREMENT;
ALTER TABLE `transfers` MODIFY COLUMN `wallet_id` bigint NOT NULL;
ALTER TABLE `transfers` MODIFY COLUMN `amount` decimal(14,2) NOT NULL;
ALTER TABLE `transfers` MODIFY COLUMN `memo` varchar(40) NOT NULL;
CREATE INDEX `transfers_wallet` ON `transfers` (`wallet_id`, `amount` DESC);
ALTER TABLE `wallets` ADD COLUMN `currency` varchar(3) NOT NULL DEFAULT 'EUR';
ALTER TABLE `wallets` MODIFY COLUMN `id` bigint NOT NULL AUTO_INCREMENT;
ALTER TABLE `transfers` ADD CONSTRAINT `transfers_wallet_id_fkey` FOREIGN KEY (`wallet_id`) REFERENCES `wallets` (`id`);
ALTER TABLE `wallets` MODIFY COLUMN `username` varchar(60) NOT NULL;
ALTER TABLE `wallets` MODIFY COLUMN `balance` decimal(14,2) NOT NULL DEFAULT 0.00;
ALTER TABLE `wallets` ADD CONSTRAINT `username_some` CHECK (char_length(`username`) > 0);
ALTER TABLE `wallets` DROP COLUMN `legacy`;
