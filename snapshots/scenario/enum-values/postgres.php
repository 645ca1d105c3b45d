<?php

declare(strict_types=1);

namespace Migration;

use Cycle\Migrations\Migration;

/**
 * add_value_to_orders_state, for PostgreSQL 18.4.
 */
final class AddValueToOrdersState_20260527_114523_0 extends Migration
{
    protected const DATABASE = 'default';

    public function up(): void
    {
        $this->database()->execute('ALTER TYPE "orders_state" ADD VALUE \'checked\' AFTER \'new\'');
        $this->database()->commit();
        $this->database()->begin();
        $this->database()->execute('ALTER TYPE "orders_state" ADD VALUE \'won\'\'t be sent\' AFTER \'sent\'');
        $this->database()->commit();
        $this->database()->begin();
        $this->database()->execute('CREATE TYPE "parcels_size_new" AS ENUM (\'small\', \'large\')');
        $this->database()->execute('ALTER TABLE "parcels" ALTER COLUMN "size" TYPE "parcels_size_new" USING "size"::text::"parcels_size_new"');
        $this->database()->execute('DROP TYPE "parcels_size"');
        $this->database()->execute('ALTER TYPE "parcels_size_new" RENAME TO "parcels_size"');
    }

    public function down(): void
    {
        $this->database()->execute('CREATE TYPE "parcels_size_new" AS ENUM (\'small\', \'medium\', \'large\')');
        $this->database()->execute('ALTER TABLE "parcels" ALTER COLUMN "size" TYPE "parcels_size_new" USING "size"::text::"parcels_size_new"');
        $this->database()->execute('DROP TYPE "parcels_size"');
        $this->database()->execute('ALTER TYPE "parcels_size_new" RENAME TO "parcels_size"');
        $this->database()->execute('CREATE TYPE "orders_state_new" AS ENUM (\'new\', \'checked\', \'paid\', \'sent\')');
        $this->database()->execute('ALTER TABLE "orders" ALTER COLUMN "state" DROP DEFAULT, ALTER COLUMN "state" TYPE "orders_state_new" USING "state"::text::"orders_state_new"');
        $this->database()->execute('DROP TYPE "orders_state"');
        $this->database()->execute('ALTER TYPE "orders_state_new" RENAME TO "orders_state"');
        $this->database()->execute('ALTER TABLE "orders" ALTER COLUMN "state" SET DEFAULT \'new\'');
        $this->database()->execute('CREATE TYPE "orders_state_new" AS ENUM (\'new\', \'paid\', \'sent\')');
        $this->database()->execute('ALTER TABLE "orders" ALTER COLUMN "state" DROP DEFAULT, ALTER COLUMN "state" TYPE "orders_state_new" USING "state"::text::"orders_state_new"');
        $this->database()->execute('DROP TYPE "orders_state"');
        $this->database()->execute('ALTER TYPE "orders_state_new" RENAME TO "orders_state"');
        $this->database()->execute('ALTER TABLE "orders" ALTER COLUMN "state" SET DEFAULT \'new\'');
    }
}
