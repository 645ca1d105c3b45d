<?php

declare(strict_types=1);

namespace Migration;

use Cycle\Migrations\Migration;

/**
 * change_orders_and_parcels, for MySQL 9.7.4.
 */
final class ChangeOrdersAndParcels_20260527_114523_0 extends Migration
{
    protected const DATABASE = 'default';

    public function up(): void
    {
        // Cycle's own connection says utf8mb3, which has no character beyond U+FFFF.
        $this->database()->execute('SET NAMES utf8mb4');
        $this->database()->execute('ALTER TABLE `orders` MODIFY COLUMN `state` enum(\'new\',\'checked\',\'paid\',\'sent\',\'won\'\'t be sent\') NOT NULL DEFAULT \'new\'');
        $this->database()->execute('ALTER TABLE `parcels` MODIFY COLUMN `size` enum(\'small\',\'large\') NULL');
    }

    public function down(): void
    {
        // Cycle's own connection says utf8mb3, which has no character beyond U+FFFF.
        $this->database()->execute('SET NAMES utf8mb4');
        $this->database()->execute('ALTER TABLE `parcels` MODIFY COLUMN `size` enum(\'small\',\'medium\',\'large\') NULL');
        $this->database()->execute('ALTER TABLE `orders` MODIFY COLUMN `state` enum(\'new\',\'paid\',\'sent\') NOT NULL DEFAULT \'new\'');
    }
}
