<?php

declare(strict_types=1);

namespace Migration;

use Cycle\Migrations\Migration;

/**
 * phase1_rename_people_to_users_behind_a_view (expand), for MySQL 9.7.4.
 */
final class Phase1RenamePeopleToUsersBehindAView_20260527_114523_0 extends Migration
{
    protected const DATABASE = 'default';

    public function up(): void
    {
        $this->database()->execute('RENAME TABLE `people` TO `users`');
        $this->database()->execute('ALTER TABLE `users` RENAME COLUMN `full_name` TO `name`');
        $this->database()->execute('CREATE ALGORITHM=MERGE SQL SECURITY DEFINER VIEW `people` AS SELECT `id` AS `id`, `name` AS `full_name`, `mail` AS `mail`, `city` AS `city` FROM `users`');
        $this->database()->execute('ALTER TABLE `users` ADD COLUMN `country` varchar(2) NOT NULL DEFAULT \'fr\'');
        $this->database()->execute('CREATE INDEX `users_city_idx` ON `users` (`city`)');
    }

    public function down(): void
    {
        $this->database()->execute('DROP INDEX `users_city_idx` ON `users`');
        $this->database()->execute('ALTER TABLE `users` DROP COLUMN `country`');
        $this->database()->execute('DROP VIEW `people`');
        $this->database()->execute('ALTER TABLE `users` RENAME COLUMN `name` TO `full_name`');
        $this->database()->execute('RENAME TABLE `users` TO `people`');
    }
}
