<?php

declare(strict_types=1);

namespace Migration;

use Cycle\Migrations\Migration;

/**
 * rename_people_to_users, for MySQL 9.7.4.
 */
final class RenamePeopleToUsers_20260527_114523_0 extends Migration
{
    protected const DATABASE = 'default';

    public function up(): void
    {
        // Cycle's own connection says utf8mb3, which has no character beyond U+FFFF.
        $this->database()->execute('SET NAMES utf8mb4');
        $this->database()->execute('RENAME TABLE `people` TO `users`');
    }

    public function down(): void
    {
        // Cycle's own connection says utf8mb3, which has no character beyond U+FFFF.
        $this->database()->execute('SET NAMES utf8mb4');
        $this->database()->execute('RENAME TABLE `users` TO `people`');
    }
}
