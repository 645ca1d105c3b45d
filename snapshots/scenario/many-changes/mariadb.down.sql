-- rename_accounts_to_wallets_and_more (down)
-- For MariaDB 10.11.19. Run with: mariadb DATABASE < FILE

ALTER TABLE `wallets` ADD COLUMN `legacy` text NULL;
ALTER TABLE `wallets` DROP CONSTRAINT `username_some`;
ALTER TABLE `wallets` MODIFY COLUMN `balance` decimal(10,2) NOT NULL DEFAULT 0.00;
ALTER TABLE `wallets` MODIFY COLUMN `username` varchar(40) NOT NULL;
ALTER TABLE `transfers` DROP FOREIGN KEY `transfers_wallet_id_fkey`;
ALTER TABLE `wallets` MODIFY COLUMN `id` int NOT NULL AUTO_INCREMENT;
ALTER TABLE `wallets` DROP COLUMN `currency`;
DROP INDEX `transfers_wallet` ON `transfers`;
ALTER TABLE `transfers` MODIFY COLUMN `memo` varchar(40) NULL;
ALTER TABLE `transfers` MODIFY COLUMN `amount` decimal(10,2) NOT NULL;
ALTER TABLE `transfers` MODIFY COLUMN `wallet_id` int NOT NULL;
ALTER TABLE `transfers` MODIFY COLUMN `id` int NOT NULL AUTO_INCREMENT;
CREATE INDEX `transfers_amount` ON `transfers` (`amount`);
CREATE INDEX `transfers_account_id_idx` ON `transfers` (`wallet_id`);
ALTER TABLE `transfers` ADD CONSTRAINT `transfers_account_id_fkey` FOREIGN KEY (`wallet_id`) REFERENCES `wallets` (`id`) ON DELETE CASCADE;
ALTER TABLE `wallets` RENAME COLUMN `username` TO `login`;
ALTER TABLE `transfers` RENAME COLUMN `wallet_id` TO `account_id`;
RENAME TABLE `wallets` TO `accounts`;
