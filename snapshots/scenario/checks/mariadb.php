<?php

declare(strict_types=1);

namespace Migration;

use Cycle\Migrations\Migration;

/**
 * change_bookings, for MariaDB 10.11.19.
 */
final class ChangeBookings_20260527_114523_0 extends Migration
{
    protected const DATABASE = 'default';

    public function up(): void
    {
        // Cycle's own connection says utf8mb3, which has no character beyond U+FFFF.
        $this->database()->execute('SET NAMES utf8mb4');
        $this->database()->execute('ALTER TABLE `bookings` DROP CONSTRAINT `price_fair`');
        $this->database()->execute('ALTER TABLE `bookings` DROP CONSTRAINT `seats_some`');
        $this->database()->execute('ALTER TABLE `bookings` ADD CONSTRAINT `code_known` CHECK (`code` IN (\'early\', \'late\', \'it\'\'s\') OR lower(`code`) = \'vip\')');
        $this->database()->execute('ALTER TABLE `bookings` ADD CONSTRAINT `ends_after` CHECK (`ends` IS NULL OR `ends` >= `starts`)');
        $this->database()->execute('ALTER TABLE `bookings` ADD CONSTRAINT `seats_some` CHECK (`seats` > 0 AND `seats` < 500)');
    }

    public function down(): void
    {
        // Cycle's own connection says utf8mb3, which has no character beyond U+FFFF.
        $this->database()->execute('SET NAMES utf8mb4');
        $this->database()->execute('ALTER TABLE `bookings` DROP CONSTRAINT `seats_some`');
        $this->database()->execute('ALTER TABLE `bookings` DROP CONSTRAINT `ends_after`');
        $this->database()->execute('ALTER TABLE `bookings` DROP CONSTRAINT `code_known`');
        $this->database()->execute('ALTER TABLE `bookings` ADD CONSTRAINT `seats_some` CHECK (`seats` > 0)');
        $this->database()->execute('ALTER TABLE `bookings` ADD CONSTRAINT `price_fair` CHECK (`price` BETWEEN 0 AND 1000)');
    }
}
