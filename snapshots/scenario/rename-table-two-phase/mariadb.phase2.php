<?php

declare(strict_types=1);

namespace Migration;

use Cycle\Migrations\Migration;

/**
 * phase2_drop_old_name_after_rename_of_people_to_users (contract), for MariaDB 10.11.19.
 */
final class Phase2DropOldNameAfterRenameOfPeopleToUsers_20260527_114523_1 extends Migration
{
    protected const DATABASE = 'default';

    public function up(): void
    {
        $this->database()->execute('DROP VIEW `people`');
    }

    public function down(): void
    {
        $this->database()->execute('CREATE ALGORITHM=MERGE SQL SECURITY DEFINER VIEW `people` AS SELECT `id` AS `id`, `name` AS `full_name`, `mail` AS `mail`, `city` AS `city` FROM `users`');
    }
}
