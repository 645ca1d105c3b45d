<?php

declare(strict_types=1);

namespace Migration;

use Cycle\Migrations\Migration;

/**
 * phase1_fill_nick_in_users_before_not_null (expand), for MariaDB 10.11.19.
 */
final class Phase1FillNickInUsersBeforeNotNull_20260527_114523_0 extends Migration
{
    protected const DATABASE = 'default';

    public function up(): void
    {
        // Cycle's own connection says utf8mb3, which has no character beyond U+FFFF.
        $this->database()->execute('SET NAMES utf8mb4');
        $this->database()->execute('CREATE TRIGGER `altair_sync_users_9e6ef23502_insert` BEFORE INSERT ON `users` FOR EACH ROW SET NEW.`nick` = IF(NEW.`nick` IS NULL, `NEW`.`email`, NEW.`nick`)');
        $this->database()->execute('CREATE TRIGGER `altair_sync_users_9e6ef23502_update` BEFORE UPDATE ON `users` FOR EACH ROW SET NEW.`nick` = IF(NEW.`nick` IS NULL, `NEW`.`email`, NEW.`nick`)');
        $this->database()->execute('UPDATE `users` SET `nick` = `email` WHERE `nick` IS NULL');
    }

    public function down(): void
    {
        // Cycle's own connection says utf8mb3, which has no character beyond U+FFFF.
        $this->database()->execute('SET NAMES utf8mb4');
        $this->database()->execute('DROP TRIGGER `altair_sync_users_9e6ef23502_update`');
        $this->database()->execute('DROP TRIGGER `altair_sync_users_9e6ef23502_insert`');
    }
}
