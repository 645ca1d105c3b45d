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
        $this->database()->execute('ALTER TABLE `users` ADD COLUMN `first_name` varchar(60) NULL, ADD COLUMN `last_name` varchar(60) NULL');
        $this->database()->execute('UPDATE `users` SET `city` = \'unknown\' WHERE `city` IS NULL');
        $this->database()->execute('UPDATE `users` SET `first_name` = substring_index(`full_name`, \' \', 1) WHERE `first_name` IS NULL');
        $this->database()->execute('UPDATE `users` SET `last_name` = substr(substring_index(`full_name`, \' \', 2), char_length(substring_index(`full_name`, \' \', 1)) + 2) WHERE `last_name` IS NULL');
        $this->database()->execute('ALTER TABLE `users` MODIFY COLUMN `city` varchar(60) NOT NULL');
        $this->database()->execute('ALTER TABLE `users` MODIFY COLUMN `first_name` varchar(60) NOT NULL');
        $this->database()->execute('ALTER TABLE `users` MODIFY COLUMN `last_name` varchar(60) NOT NULL');
    }

    public function down(): void
    {
        // Cycle's own connection says utf8mb3, which has no character beyond U+FFFF.
        $this->database()->execute('SET NAMES utf8mb4');
        $this->database()->execute('ALTER TABLE `users` MODIFY COLUMN `city` varchar(60) NULL');
        $this->database()->execute('ALTER TABLE `users` DROP COLUMN `last_name`, DROP COLUMN `first_name`');
    }
}
