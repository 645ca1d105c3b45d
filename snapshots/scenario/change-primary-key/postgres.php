<?php

declare(strict_types=1);

namespace Migration;

use Cycle\Migrations\Migration;

/**
 * change_labels_and_readings, for PostgreSQL 18.4.
 */
final class ChangeLabelsAndReadings_20260527_114523_0 extends Migration
{
    protected const DATABASE = 'default';

    public function up(): void
    {
        $this->database()->execute('ALTER TABLE "labels" ADD CONSTRAINT "labels_pkey" PRIMARY KEY ("code")');
        $this->database()->execute('ALTER TABLE "readings" DROP CONSTRAINT "readings_pkey", ADD CONSTRAINT "readings_pkey" PRIMARY KEY ("sensor", "taken_at")');
    }

    public function down(): void
    {
        $this->database()->execute('ALTER TABLE "readings" DROP CONSTRAINT "readings_pkey", ADD CONSTRAINT "readings_pkey" PRIMARY KEY ("sensor")');
        $this->database()->execute('ALTER TABLE "labels" DROP CONSTRAINT "labels_pkey"');
    }
}
