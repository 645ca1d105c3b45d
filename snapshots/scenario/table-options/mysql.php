<?php

declare(strict_types=1);

namespace Migration;

use Cycle\Migrations\Migration;

/**
 * change_logs, for MySQL 9.7.4.
 */
final class ChangeLogs_20260527_114523_0 extends Migration
{
    protected const DATABASE = 'default';

    public function up(): void
    {
        // Cycle's own connection says utf8mb3, which has no character beyond U+FFFF.
        $this->database()->execute('SET NAMES utf8mb4');
        $this->database()->execute('SET @altair_sql_mode = @@SESSION.sql_mode');
        $this->database()->execute('SET SESSION sql_mode = REPLACE(@@SESSION.sql_mode, \'NO_BACKSLASH_ESCAPES\', \'\')');
        $this->database()->execute('ALTER TABLE `logs` MODIFY COLUMN `id` bigint NOT NULL AUTO_INCREMENT COMMENT \'never reused\'');
        $this->database()->execute('ALTER TABLE `logs` MODIFY COLUMN `line` varchar(200) NOT NULL COMMENT \'the "line"\'');
        $this->database()->execute('ALTER TABLE `logs` MODIFY COLUMN `level` smallint NOT NULL COMMENT \'new words\'');
        $this->database()->execute('ALTER TABLE `logs` COMMENT=\'What happened; who\'\'s there? \\\\ é\'');
        $this->database()->execute('SET SESSION sql_mode = @altair_sql_mode');
    }

    public function down(): void
    {
        // Cycle's own connection says utf8mb3, which has no character beyond U+FFFF.
        $this->database()->execute('SET NAMES utf8mb4');
        $this->database()->execute('ALTER TABLE `logs` COMMENT=\'\'');
        $this->database()->execute('ALTER TABLE `logs` MODIFY COLUMN `level` smallint NOT NULL COMMENT \'old words\'');
        $this->database()->execute('ALTER TABLE `logs` MODIFY COLUMN `line` varchar(200) NOT NULL');
        $this->database()->execute('ALTER TABLE `logs` MODIFY COLUMN `id` bigint NOT NULL AUTO_INCREMENT');
    }
}
