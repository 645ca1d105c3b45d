<?php

declare(strict_types=1);

namespace Migration;

use Cycle\Migrations\Migration;

/**
 * change_orders, for SQLite 3.52.0.
 */
final class ChangeOrders_20260527_114523_0 extends Migration
{
    protected const DATABASE = 'default';

    public function up(): void
    {
        // Closes the migrator's own query; SQLite drops no table while one is open.
        $this->database()->getDriver()->getSchemaHandler();
        $this->database()->execute('CREATE UNIQUE INDEX "orders_customer_id" ON "orders" ("customer", "id")');
        $this->database()->execute('CREATE INDEX "orders_recent" ON "orders" ("customer", "placed_at" DESC)');
        $this->database()->execute('CREATE INDEX "orders_state_idx" ON "orders" ("state")');
    }

    public function down(): void
    {
        // Closes the migrator's own query; SQLite drops no table while one is open.
        $this->database()->getDriver()->getSchemaHandler();
        $this->database()->execute('DROP INDEX "orders_state_idx"');
        $this->database()->execute('DROP INDEX "orders_recent"');
        $this->database()->execute('DROP INDEX "orders_customer_id"');
    }
}
