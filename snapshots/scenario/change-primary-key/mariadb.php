<?php

declare(strict_types=1);

namespace Migration;

use Cycle\Migrations\Migration;

/**
 * change_labels_and_readings, for MariaDB 10.11.19.
 */
final class ChangeLabelsAndReadings_20260527_114523_0 extends Migration
{
    protected const DATABASE = 'default';

    public function up(): void
    {
        // Cycle's own connection says utf8mb3, which has no character beyond U+FFFF.
        $this->database()->execute('SET NAMES utf8mb4');
        $this->database()->execute('ALTER TABLE `labels` ADD PRIMARY KEY (`code`)');
        $this->database()->execute('ALTER TABLE `readings` DROP PRIMARY KEY, ADD PRIMARY KEY (`sensor`, `taken_at`)');
    }

    public function down(): void
    {
        // Cycle's own connection says utf8mb3, which has no character beyond U+FFFF.
        $this->database()->execute('SET NAMES utf8mb4');
        $this->database()->execute('ALTER TABLE `readings` DROP PRIMARY KEY, ADD PRIMARY KEY (`sensor`)');
        $this->database()->execute('ALTER TABLE `labels` DROP PRIMARY KEY');
    }
}
