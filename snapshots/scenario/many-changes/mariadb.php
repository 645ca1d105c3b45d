<?php

declare(strict_types=1);

namespace Migration;

use Cycle\Migrations\Migration;

/**
 * rename_accounts_to_wallets_and_more, for MariaDB 10.11.19.
 */
final class RenameAccountsToWalletsAndMore_20260527_114523_0 extends Migration
{
    protected const DATABASE = 'default';

    public function up(): void
    {
        // Cycle's own connection says utf8mb3, which has no character beyond U+FFFF.
        $this->database()->execute('SET NAMES utf8mb4');
        $this->database()->execute('RENAME TABLE `accounts` TO `wallets`');
        $this->database()->execute('ALTER TABLE `transfers` RENAME COLUMN `account_id` TO `wallet_id`');
        $this->database()->execute('ALTER TABLE `wallets` RENAME COLUMN `login` TO `username`');
        $this->database()->execute('ALTER TABLE `transfers` DROP FOREIGN KEY `transfers_account_id_fkey`');
        $this->database()->execute('DROP INDEX `transfers_account_id_idx` ON `transfers`');
        $this->database()->execute('DROP INDEX `transfers_amount` ON `transfers`');
        $this->database()->execute('UPDATE `transfers` SET `memo` = \'-\' WHERE `memo` IS NULL');
        $this->database()->execute('ALTER TABLE `transfers` MODIFY COLUMN `id` bigint NOT NULL AUTO_INCREMENT, MODIFY COLUMN `wallet_id` bigint NOT NULL, MODIFY COLUMN `amount` decimal(14,2) NOT NULL');
        $this->database()->execute('ALTER TABLE `transfers` MODIFY COLUMN `memo` varchar(40) NOT NULL');
        $this->database()->execute('CREATE INDEX `transfers_wallet` ON `transfers` (`wallet_id`, `amount` DESC)');
        $this->database()->execute('ALTER TABLE `wallets` ADD COLUMN `currency` varchar(3) NOT NULL DEFAULT \'EUR\'');
        $this->database()->execute('ALTER TABLE `wallets` MODIFY COLUMN `id` bigint NOT NULL AUTO_INCREMENT');
        $this->database()->execute('ALTER TABLE `transfers` ADD CONSTRAINT `transfers_wallet_id_fkey` FOREIGN KEY (`wallet_id`) REFERENCES `wallets` (`id`)');
        $this->database()->execute('ALTER TABLE `wallets` MODIFY COLUMN `username` varchar(60) NOT NULL');
        $this->database()->execute('ALTER TABLE `wallets` MODIFY COLUMN `balance` decimal(14,2) NOT NULL DEFAULT 0.00');
        $this->database()->execute('ALTER TABLE `wallets` ADD CONSTRAINT `username_some` CHECK (char_length(`username`) > 0)');
        $this->database()->execute('ALTER TABLE `wallets` DROP COLUMN `legacy`');
    }

    public function down(): void
    {
        // Cycle's own connection says utf8mb3, which has no character beyond U+FFFF.
        $this->database()->execute('SET NAMES utf8mb4');
        $this->database()->execute('ALTER TABLE `wallets` ADD COLUMN `legacy` text NULL');
        $this->database()->execute('ALTER TABLE `wallets` DROP CONSTRAINT `username_some`');
        $this->database()->execute('ALTER TABLE `wallets` MODIFY COLUMN `balance` decimal(10,2) NOT NULL DEFAULT 0.00, MODIFY COLUMN `username` varchar(40) NOT NULL');
        $this->database()->execute('ALTER TABLE `transfers` DROP FOREIGN KEY `transfers_wallet_id_fkey`');
        $this->database()->execute('ALTER TABLE `wallets` MODIFY COLUMN `id` int NOT NULL AUTO_INCREMENT');
        $this->database()->execute('ALTER TABLE `wallets` DROP COLUMN `currency`');
        $this->database()->execute('DROP INDEX `transfers_wallet` ON `transfers`');
        $this->database()->execute('ALTER TABLE `transfers` MODIFY COLUMN `memo` varchar(40) NULL');
        $this->database()->execute('ALTER TABLE `transfers` MODIFY COLUMN `amount` decimal(10,2) NOT NULL, MODIFY COLUMN `wallet_id` int NOT NULL, MODIFY COLUMN `id` int NOT NULL AUTO_INCREMENT');
        $this->database()->execute('CREATE INDEX `transfers_amount` ON `transfers` (`amount`)');
        $this->database()->execute('CREATE INDEX `transfers_account_id_idx` ON `transfers` (`wallet_id`)');
        $this->database()->execute('ALTER TABLE `transfers` ADD CONSTRAINT `transfers_account_id_fkey` FOREIGN KEY (`wallet_id`) REFERENCES `wallets` (`id`) ON DELETE CASCADE');
        $this->database()->execute('ALTER TABLE `wallets` RENAME COLUMN `username` TO `login`');
        $this->database()->execute('ALTER TABLE `transfers` RENAME COLUMN `wallet_id` TO `account_id`');
        $this->database()->execute('RENAME TABLE `wallets` TO `accounts`');
    }
}
