<?php

declare(strict_types=1);

namespace Migration;

use Cycle\Migrations\Migration;

/**
 * add_unique_customer_id_to_orders, for MariaDB 10.11.19.
 */
final class AddUniqueCustomerIdToOrders_20260527_114523_0 extends Migration
{
    protected const DATABASE = 'default';

    public function up(): void
    {
        // Cycle's own connection says utf8mb3, which has no character beyond U+FFFF.
        $this->database()->execute('SET NAMES utf8mb4');
        $this->database()->execute('ALTER TABLE `orders` ADD UNIQUE KEY `orders_customer_id` (`customer`, `id`)');
        $this->database()->execute('CREATE INDEX `orders_recent` ON `orders` (`customer`, `placed_at` DESC)');
        $this->database()->execute('CREATE INDEX `orders_state_idx` ON `orders` (`state`)');
    }

    public function down(): void
    {
        // Cycle's own connection says utf8mb3, which has no character beyond U+FFFF.
        $this->database()->execute('SET NAMES utf8mb4');
        $this->database()->execute('DROP INDEX `orders_state_idx` ON `orders`');
        $this->database()->execute('DROP INDEX `orders_recent` ON `orders`');
        $this->database()->execute('ALTER TABLE `orders` DROP INDEX `orders_customer_id`');
    }
}
