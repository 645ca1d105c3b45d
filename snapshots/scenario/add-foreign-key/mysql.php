<?php

declare(strict_types=1);

namespace Migration;

use Cycle\Migrations\Migration;

/**
 * add_home_id_to_users, for MySQL 9.7.4.
 */
final class AddHomeIdToUsers_20260527_114523_0 extends Migration
{
    protected const DATABASE = 'default';

    public function up(): void
    {
        // Cycle's own connection says utf8mb3, which has no character beyond U+FFFF.
        $this->database()->execute('SET NAMES utf8mb4');
        $this->database()->execute('ALTER TABLE `users` ADD COLUMN `home_id` bigint NULL');
        $this->database()->execute('CREATE INDEX `users_boss_id_idx` ON `users` (`boss_id`)');
        $this->database()->execute('CREATE INDEX `users_home_id_idx` ON `users` (`home_id`)');
        $this->database()->execute('CREATE INDEX `users_org_id_idx` ON `users` (`org_id`)');
        $this->database()->execute('ALTER TABLE `users` ADD CONSTRAINT `users_boss_id_fkey` FOREIGN KEY (`boss_id`) REFERENCES `users` (`id`) ON DELETE SET NULL');
        $this->database()->execute('ALTER TABLE `users` ADD CONSTRAINT `users_home_id_fkey` FOREIGN KEY (`home_id`) REFERENCES `organisations` (`id`)');
        $this->database()->execute('ALTER TABLE `users` ADD CONSTRAINT `users_org_id_fkey` FOREIGN KEY (`org_id`) REFERENCES `organisations` (`id`) ON DELETE CASCADE');
    }

    public function down(): void
    {
        // Cycle's own connection says utf8mb3, which has no character beyond U+FFFF.
        $this->database()->execute('SET NAMES utf8mb4');
        $this->database()->execute('ALTER TABLE `users` DROP FOREIGN KEY `users_org_id_fkey`');
        $this->database()->execute('ALTER TABLE `users` DROP FOREIGN KEY `users_home_id_fkey`');
        $this->database()->execute('ALTER TABLE `users` DROP FOREIGN KEY `users_boss_id_fkey`');
        $this->database()->execute('DROP INDEX `users_org_id_idx` ON `users`');
        $this->database()->execute('DROP INDEX `users_home_id_idx` ON `users`');
        $this->database()->execute('DROP INDEX `users_boss_id_idx` ON `users`');
        $this->database()->execute('ALTER TABLE `users` DROP COLUMN `home_id`');
    }
}
