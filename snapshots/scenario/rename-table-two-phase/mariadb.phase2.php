<?php

declare(strict_types=1);

namespace Migration;

use Cycle\Migrations\Migration;

/**
 * phase2_drop_old_name_after_rename_of_people_to_users_and_more (contract), for MariaDB 10.11.19.
 */
final class Phase2DropOldNameAfterRenameOfPeopleToUsersAndMore_20260527_114523_1 extends Migration
{
    protected const DATABASE = 'default';

    public function up(): void
    {
        // Cycle's own connection says utf8mb3, which has no character beyond U+FFFF.
        $this->database()->execute('SET NAMES utf8mb4');
        $this->database()->execute('SELECT cot(if(rand() < 2, \'altair: users: full_name and name differ, phase 2 was stopped\', 1)) FROM `users` WHERE (NOT (cast(`name` AS binary) <=> cast(`full_name` AS binary))) LIMIT 1');
        $this->database()->execute('ALTER TABLE `users` MODIFY COLUMN `name` varchar(80) NOT NULL');
        $this->database()->execute('DROP VIEW `people`');
        $this->database()->execute('DROP TRIGGER `altair_sync_users_098132b1fe_update`');
        $this->database()->execute('DROP TRIGGER `altair_sync_users_098132b1fe_insert`');
        $this->database()->execute('ALTER TABLE `users` DROP COLUMN `full_name`');
    }

    public function down(): void
    {
        // Cycle's own connection says utf8mb3, which has no character beyond U+FFFF.
        $this->database()->execute('SET NAMES utf8mb4');
        $this->database()->execute('ALTER TABLE `users` ADD COLUMN `full_name` varchar(80) NULL');
        $this->database()->execute('CREATE TRIGGER `altair_sync_users_098132b1fe_insert` BEFORE INSERT ON `users` FOR EACH ROW SET @altair_sync = IF(`NEW`.`name` IS NOT NULL, IF(`NEW`.`full_name` IS NOT NULL, IF((cast(`NEW`.`name` AS binary) <=> cast(`NEW`.`full_name` AS binary)), 0, 1), 1), 2), NEW.`full_name` = IF(@altair_sync = 1, `NEW`.`name`, NEW.`full_name`), NEW.`name` = IF(@altair_sync = 2, `NEW`.`full_name`, NEW.`name`)');
        $this->database()->execute('CREATE TRIGGER `altair_sync_users_098132b1fe_update` BEFORE UPDATE ON `users` FOR EACH ROW SET @altair_sync = IF((NOT (cast(`NEW`.`name` AS binary) <=> cast(`OLD`.`name` AS binary))) OR (NOT (cast(`NEW`.`full_name` AS binary) <=> cast(`OLD`.`full_name` AS binary))), IF((cast(`NEW`.`name` AS binary) <=> cast(`NEW`.`full_name` AS binary)), 0, IF((NOT (cast(`NEW`.`name` AS binary) <=> cast(`OLD`.`name` AS binary))), 1, 2)), 0), NEW.`full_name` = IF(@altair_sync = 1, `NEW`.`name`, NEW.`full_name`), NEW.`name` = IF(@altair_sync = 2, `NEW`.`full_name`, NEW.`name`)');
        $this->database()->execute('CREATE ALGORITHM=MERGE SQL SECURITY DEFINER VIEW `people` AS SELECT `id` AS `id`, `full_name` AS `full_name`, `mail` AS `mail`, `city` AS `city` FROM `users`');
        $this->database()->execute('UPDATE `users` SET `full_name` = `name`');
        $this->database()->execute('ALTER TABLE `users` MODIFY COLUMN `name` varchar(80) NULL');
    }
}
