<?php

declare(strict_types=1);

namespace Migration;

use Cycle\Migrations\Migration;

/**
 * change_posts, for MariaDB 10.11.19.
 */
final class ChangePosts_20260527_114523_0 extends Migration
{
    protected const DATABASE = 'default';

    public function up(): void
    {
        // Cycle's own connection says utf8mb3, which has no character beyond U+FFFF.
        $this->database()->execute('SET NAMES utf8mb4');
        $this->database()->execute('ALTER TABLE `posts` MODIFY COLUMN `shout` varchar(80) GENERATED ALWAYS AS (upper(trim(`title`))) STORED');
        $this->database()->execute('ALTER TABLE `posts` ADD COLUMN `slug` varchar(80) GENERATED ALWAYS AS (lower(`title`)) STORED');
        $this->database()->execute('CREATE INDEX `posts_slug` ON `posts` (`slug`)');
    }

    public function down(): void
    {
        // Cycle's own connection says utf8mb3, which has no character beyond U+FFFF.
        $this->database()->execute('SET NAMES utf8mb4');
        $this->database()->execute('DROP INDEX `posts_slug` ON `posts`');
        $this->database()->execute('ALTER TABLE `posts` DROP COLUMN `slug`');
        $this->database()->execute('ALTER TABLE `posts` MODIFY COLUMN `shout` varchar(80) GENERATED ALWAYS AS (upper(`title`)) STORED');
    }
}
