<?php

declare(strict_types=1);

namespace Migration;

use Cycle\Migrations\Migration;

/**
 * change_settings, for MariaDB 10.11.19.
 */
final class ChangeSettings_20260527_114523_0 extends Migration
{
    protected const DATABASE = 'default';

    public function up(): void
    {
        // Cycle's own connection says utf8mb3, which has no character beyond U+FFFF.
        $this->database()->execute('SET NAMES utf8mb4');
        $this->database()->execute('SET @altair_sql_mode = @@SESSION.sql_mode');
        $this->database()->execute('SET SESSION sql_mode = REPLACE(@@SESSION.sql_mode, \'NO_BACKSLASH_ESCAPES\', \'\')');
        $this->database()->execute('ALTER TABLE `settings` ALTER COLUMN `colour` SET DEFAULT \'o\'\'reilly \\\\ "green"\'');
        $this->database()->execute('ALTER TABLE `settings` ALTER COLUMN `size` DROP DEFAULT');
        $this->database()->execute('ALTER TABLE `settings` ALTER COLUMN `note` SET DEFAULT \'\'');
        $this->database()->execute('ALTER TABLE `settings` MODIFY COLUMN `made_at` datetime NULL DEFAULT CURRENT_TIMESTAMP');
        $this->database()->execute('ALTER TABLE `settings` ALTER COLUMN `open` SET DEFAULT 1');
        $this->database()->execute('SET SESSION sql_mode = @altair_sql_mode');
    }

    public function down(): void
    {
        // Cycle's own connection says utf8mb3, which has no character beyond U+FFFF.
        $this->database()->execute('SET NAMES utf8mb4');
        $this->database()->execute('ALTER TABLE `settings` ALTER COLUMN `open` SET DEFAULT 0');
        $this->database()->execute('ALTER TABLE `settings` ALTER COLUMN `made_at` SET DEFAULT NULL');
        $this->database()->execute('ALTER TABLE `settings` ALTER COLUMN `note` DROP DEFAULT');
        $this->database()->execute('ALTER TABLE `settings` ALTER COLUMN `size` SET DEFAULT 1');
        $this->database()->execute('ALTER TABLE `settings` ALTER COLUMN `colour` SET DEFAULT \'red\'');
    }
}
