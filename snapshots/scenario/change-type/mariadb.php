<?php

declare(strict_types=1);

namespace Migration;

use Cycle\Migrations\Migration;

/**
 * change_things, for MariaDB 10.11.19.
 */
final class ChangeThings_20260527_114523_0 extends Migration
{
    protected const DATABASE = 'default';

    public function up(): void
    {
        // Cycle's own connection says utf8mb3, which has no character beyond U+FFFF.
        $this->database()->execute('SET NAMES utf8mb4');
        $this->database()->execute('ALTER TABLE `things` MODIFY COLUMN `id` bigint NOT NULL AUTO_INCREMENT, MODIFY COLUMN `small` int NOT NULL DEFAULT 3, MODIFY COLUMN `name` varchar(80) NOT NULL DEFAULT \'none\', MODIFY COLUMN `note` text NOT NULL, MODIFY COLUMN `price` decimal(12,4) NOT NULL');
        $this->database()->execute('ALTER TABLE `things` ADD COLUMN `age_new` int NULL AFTER `age`');
        $this->database()->execute('UPDATE `things` SET `age_new` = cast(nullif(trim(`age`), \'\') AS signed)');
        $this->database()->execute('ALTER TABLE `things` DROP COLUMN `age`, CHANGE COLUMN `age_new` `age` int NULL');
        $this->database()->execute('ALTER TABLE `things` MODIFY COLUMN `day` datetime NOT NULL');
    }

    public function down(): void
    {
        // Cycle's own connection says utf8mb3, which has no character beyond U+FFFF.
        $this->database()->execute('SET NAMES utf8mb4');
        $this->database()->execute('ALTER TABLE `things` MODIFY COLUMN `day` date NOT NULL');
        $this->database()->execute('ALTER TABLE `things` MODIFY COLUMN `age` varchar(10) NOT NULL');
        $this->database()->execute('ALTER TABLE `things` MODIFY COLUMN `price` decimal(8,2) NOT NULL, MODIFY COLUMN `note` varchar(200) NOT NULL, MODIFY COLUMN `name` varchar(20) NOT NULL DEFAULT \'none\', MODIFY COLUMN `small` smallint NOT NULL DEFAULT 3, MODIFY COLUMN `id` int NOT NULL AUTO_INCREMENT');
    }
}
