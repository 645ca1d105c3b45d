<?php

declare(strict_types=1);

namespace Migration;

use Cycle\Migrations\Migration;

/**
 * change_letters_and_users, for MySQL 9.7.4.
 */
final class ChangeLettersAndUsers_20260527_114523_0 extends Migration
{
    protected const DATABASE = 'default';

    public function up(): void
    {
        // Cycle's own connection says utf8mb3, which has no character beyond U+FFFF.
        $this->database()->execute('SET NAMES utf8mb4');
        $this->database()->execute('ALTER TABLE `letters` RENAME COLUMN `recipient` TO `addressee`');
        $this->database()->execute('ALTER TABLE `users` RENAME COLUMN `password` TO `password_hash`');
        $this->database()->execute('ALTER TABLE `users` RENAME COLUMN `mail` TO `email`');
        $this->database()->execute('ALTER TABLE `users` DROP CONSTRAINT `years_positive`, RENAME COLUMN `years` TO `age`, ADD CONSTRAINT `years_positive` CHECK (`age` >= 0)');
    }

    public function down(): void
    {
        // Cycle's own connection says utf8mb3, which has no character beyond U+FFFF.
        $this->database()->execute('SET NAMES utf8mb4');
        $this->database()->execute('ALTER TABLE `users` DROP CONSTRAINT `years_positive`, RENAME COLUMN `age` TO `years`, ADD CONSTRAINT `years_positive` CHECK (`years` >= 0)');
        $this->database()->execute('ALTER TABLE `users` RENAME COLUMN `email` TO `mail`');
        $this->database()->execute('ALTER TABLE `users` RENAME COLUMN `password_hash` TO `password`');
        $this->database()->execute('ALTER TABLE `letters` RENAME COLUMN `addressee` TO `recipient`');
    }
}
