<?php

declare(strict_types=1);

namespace Migration;

use Cycle\Migrations\Migration;

/**
 * change_members, for MySQL 9.7.4.
 */
final class ChangeMembers_20260527_114523_0 extends Migration
{
    protected const DATABASE = 'default';

    public function up(): void
    {
        // Cycle's own connection says utf8mb3, which has no character beyond U+FFFF.
        $this->database()->execute('SET NAMES utf8mb4');
        $this->database()->execute('ALTER TABLE `members` ADD UNIQUE KEY `members_badge_key` (`badge`)');
        $this->database()->execute('ALTER TABLE `members` ADD UNIQUE KEY `members_org_email` (`org_id`, `email`)');
    }

    public function down(): void
    {
        // Cycle's own connection says utf8mb3, which has no character beyond U+FFFF.
        $this->database()->execute('SET NAMES utf8mb4');
        $this->database()->execute('ALTER TABLE `members` DROP INDEX `members_org_email`');
        $this->database()->execute('ALTER TABLE `members` DROP INDEX `members_badge_key`');
    }
}
