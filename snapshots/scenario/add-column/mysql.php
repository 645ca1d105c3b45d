<?php

declare(strict_types=1);

namespace Migration;

use Cycle\Migrations\Migration;

/**
 * change_users, for MySQL 9.7.4.
 */
final class ChangeUsers_20260527_114523_0 extends Migration
{
    protected const DATABASE = 'default';

    public function up(): void
    {
        // Cycle's own connection says utf8mb3, which has no character beyond U+FFFF.
        $this->database()->execute('SET NAMES utf8mb4');
        $this->database()->execute('SET @altair_sql_mode = @@SESSION.sql_mode');
        $this->database()->execute('SET SESSION sql_mode = REPLACE(@@SESSION.sql_mode, \'NO_BACKSLASH_ESCAPES\', \'\')');
        $this->database()->execute('ALTER TABLE `users` ADD COLUMN `nickname` varchar(40) NULL, ADD COLUMN `visits` int NOT NULL DEFAULT 0, ADD COLUMN `active` tinyint(1) NOT NULL DEFAULT 1');
        $this->database()->execute('ALTER TABLE `users` ADD COLUMN `seen_at` datetime NOT NULL DEFAULT CURRENT_TIMESTAMP');
        $this->database()->execute('ALTER TABLE `users` ADD COLUMN `motto` varchar(80) NOT NULL DEFAULT \'it\'\'s \\\\ 100%\', ADD COLUMN `display_name` varchar(190) NULL');
        $this->database()->execute('UPDATE `users` SET `display_name` = coalesce(concat(`first_name`, \' \', `last_name`), `email`) WHERE `display_name` IS NULL');
        $this->database()->execute('ALTER TABLE `users` MODIFY COLUMN `display_name` varchar(190) NOT NULL');
        $this->database()->execute('SET SESSION sql_mode = @altair_sql_mode');
    }

    public function down(): void
    {
        // Cycle's own connection says utf8mb3, which has no character beyond U+FFFF.
        $this->database()->execute('SET NAMES utf8mb4');
        $this->database()->execute('ALTER TABLE `users` DROP COLUMN `display_name`, DROP COLUMN `motto`');
        $this->database()->execute('ALTER TABLE `users` DROP COLUMN `seen_at`');
        $this->database()->execute('ALTER TABLE `users` DROP COLUMN `active`, DROP COLUMN `visits`, DROP COLUMN `nickname`');
    }
}
