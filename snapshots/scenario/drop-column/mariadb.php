<?php

declare(strict_types=1);

namespace Migration;

use Cycle\Migrations\Migration;

/**
 * change_users, for MariaDB 10.11.19.
 */
final class ChangeUsers_20260527_114523_0 extends Migration
{
    protected const DATABASE = 'default';

    public function up(): void
    {
        // Cycle's own connection says utf8mb3, which has no character beyond U+FFFF.
        $this->database()->execute('SET NAMES utf8mb4');
        $this->database()->execute('ALTER TABLE `users` DROP CONSTRAINT `score_positive`');
        $this->database()->execute('DROP INDEX `users_by_score` ON `users`');
        $this->database()->execute('ALTER TABLE `users` DROP INDEX `users_legacy_code_key`');
        $this->database()->execute('ALTER TABLE `users` DROP COLUMN `legacy_code`, DROP COLUMN `legacy_role`, DROP COLUMN `legacy_score`');
    }

    public function down(): void
    {
        // Not everything comes back; the plan says what does not.
        // Cycle's own connection says utf8mb3, which has no character beyond U+FFFF.
        $this->database()->execute('SET NAMES utf8mb4');
        $this->database()->execute('ALTER TABLE `users` ADD COLUMN `legacy_score` int NULL, ADD COLUMN `legacy_role` varchar(20) NULL DEFAULT \'guest\', ADD COLUMN `legacy_code` varchar(20) NULL');
        $this->database()->execute('ALTER TABLE `users` ADD UNIQUE KEY `users_legacy_code_key` (`legacy_code`)');
        $this->database()->execute('CREATE INDEX `users_by_score` ON `users` (`legacy_score`, `email`)');
        $this->database()->execute('ALTER TABLE `users` ADD CONSTRAINT `score_positive` CHECK (`legacy_score` >= 0)');
    }
}
