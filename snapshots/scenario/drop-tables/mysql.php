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
        $this->database()->execute('ALTER TABLE `chickens` DROP FOREIGN KEY `chickens_hatched_from_fkey`');
        $this->database()->execute('ALTER TABLE `eggs` DROP FOREIGN KEY `eggs_laid_by_fkey`');
        $this->database()->execute('DROP TABLE `chickens`');
        $this->database()->execute('DROP TABLE `eggs`');
    }

    public function down(): void
    {
        // Cycle's own connection says utf8mb3, which has no character beyond U+FFFF.
        $this->database()->execute('SET NAMES utf8mb4');
        $this->database()->execute(
            'CREATE TABLE `eggs` (' . "\n"
            . '  `id` bigint NOT NULL AUTO_INCREMENT,' . "\n"
            . '  `laid_by` bigint NULL,' . "\n"
            . '  `kept_id` bigint NOT NULL,' . "\n"
            . '  PRIMARY KEY (`id`),' . "\n"
            . '  KEY `eggs_kept_id_idx` (`kept_id`),' . "\n"
            . '  KEY `eggs_laid_by_idx` (`laid_by`),' . "\n"
            . '  CONSTRAINT `eggs_kept_id_fkey` FOREIGN KEY (`kept_id`) REFERENCES `kept` (`id`)' . "\n"
            . ')'
        );
        $this->database()->execute(
            'CREATE TABLE `chickens` (' . "\n"
            . '  `id` bigint NOT NULL AUTO_INCREMENT,' . "\n"
            . '  `hatched_from` bigint NULL,' . "\n"
            . '  PRIMARY KEY (`id`),' . "\n"
            . '  KEY `chickens_hatched_from_idx` (`hatched_from`)' . "\n"
            . ')'
        );
        $this->database()->execute('ALTER TABLE `eggs` ADD CONSTRAINT `eggs_laid_by_fkey` FOREIGN KEY (`laid_by`) REFERENCES `chickens` (`id`) ON DELETE CASCADE');
        $this->database()->execute('ALTER TABLE `chickens` ADD CONSTRAINT `chickens_hatched_from_fkey` FOREIGN KEY (`hatched_from`) REFERENCES `eggs` (`id`) ON DELETE SET NULL');
    }
}
