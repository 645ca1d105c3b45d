<?php

declare(strict_types=1);

namespace Migration;

use Cycle\Migrations\Migration;

/**
 * change_chickens_and_eggs, for MySQL 9.7.4.
 */
final class ChangeChickensAndEggs_20260527_114523_0 extends Migration
{
    protected const DATABASE = 'default';

    public function up(): void
    {
        // Cycle's own connection says utf8mb3, which has no character beyond U+FFFF.
        $this->database()->execute('SET NAMES utf8mb4');
        $this->database()->execute(
            'CREATE TABLE `chickens` (' . "\n"
            . '  `id` bigint NOT NULL AUTO_INCREMENT,' . "\n"
            . '  `name` varchar(40) NOT NULL COMMENT \'its \'\'name\'\'\',' . "\n"
            . '  `hatched_from` bigint NULL,' . "\n"
            . '  `kind` enum(\'layer\',\'broiler\') NOT NULL DEFAULT \'layer\',' . "\n"
            . '  `weight` decimal(6,3) NULL,' . "\n"
            . '  `tags` json NOT NULL,' . "\n"
            . '  `seen_at` datetime NOT NULL DEFAULT CURRENT_TIMESTAMP,' . "\n"
            . '  PRIMARY KEY (`id`),' . "\n"
            . '  UNIQUE KEY `chickens_name_key` (`name`),' . "\n"
            . '  KEY `chickens_hatched_from_idx` (`hatched_from`),' . "\n"
            . '  CONSTRAINT `weight_positive` CHECK (`weight` > 0)' . "\n"
            . ') COMMENT=\'Which came first\''
        );
        $this->database()->execute(
            'CREATE TABLE `eggs` (' . "\n"
            . '  `id` bigint NOT NULL AUTO_INCREMENT,' . "\n"
            . '  `laid_by` bigint NOT NULL,' . "\n"
            . '  `token` char(36) NOT NULL,' . "\n"
            . '  PRIMARY KEY (`id`),' . "\n"
            . '  UNIQUE KEY `eggs_laid_by_token_key` (`laid_by`, `token`)' . "\n"
            . ')'
        );
        $this->database()->execute('ALTER TABLE `chickens` ADD CONSTRAINT `chickens_hatched_from_fkey` FOREIGN KEY (`hatched_from`) REFERENCES `eggs` (`id`) ON DELETE SET NULL');
        $this->database()->execute('ALTER TABLE `eggs` ADD CONSTRAINT `eggs_laid_by_fkey` FOREIGN KEY (`laid_by`) REFERENCES `chickens` (`id`) ON DELETE CASCADE');
    }

    public function down(): void
    {
        // Cycle's own connection says utf8mb3, which has no character beyond U+FFFF.
        $this->database()->execute('SET NAMES utf8mb4');
        $this->database()->execute('ALTER TABLE `eggs` DROP FOREIGN KEY `eggs_laid_by_fkey`');
        $this->database()->execute('ALTER TABLE `chickens` DROP FOREIGN KEY `chickens_hatched_from_fkey`');
        $this->database()->execute('DROP TABLE `eggs`');
        $this->database()->execute('DROP TABLE `chickens`');
    }
}
