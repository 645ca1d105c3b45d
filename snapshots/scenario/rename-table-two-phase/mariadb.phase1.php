<?php

declare(strict_types=1);

namespace Migration;

use Cycle\Migrations\Migration;

/**
 * phase1_rename_people_to_users_behind_a_view_and_more (expand), for MariaDB 10.11.19.
 */
final class Phase1RenamePeopleToUsersBehindAViewAndMore_20260527_114523_0 extends Migration
{
    protected const DATABASE = 'default';

    public function up(): void
    {
        // Cycle's own connection says utf8mb3, which has no character beyond U+FFFF.
        $this->database()->execute('SET NAMES utf8mb4');
        $this->database()->execute('CREATE OR REPLACE VIEW `users` AS SELECT `id`, `full_name`, `mail`, `city`, 1 AS `altair_stand_in` FROM `people`');
        $this->database()->execute('CREATE OR REPLACE ALGORITHM=MERGE SQL SECURITY DEFINER VIEW `altair_view_aside` AS SELECT `id` AS `id`, `full_name` AS `full_name`, `mail` AS `mail`, `city` AS `city` FROM `users`');
        $this->database()->execute('DROP VIEW `users`');
        $this->database()->execute('RENAME TABLE `people` TO `users`, `altair_view_aside` TO `people`');
        $this->database()->execute('ALTER TABLE `users` ADD COLUMN `name` varchar(80) NULL, ADD COLUMN `country` varchar(2) NOT NULL DEFAULT \'fr\'');
        $this->database()->execute('ALTER TABLE `users` MODIFY COLUMN `full_name` varchar(80) NULL');
        $this->database()->execute('CREATE TRIGGER `altair_sync_users_098132b1fe_insert` BEFORE INSERT ON `users` FOR EACH ROW SET @altair_sync = IF(`NEW`.`name` IS NOT NULL, IF(`NEW`.`full_name` IS NOT NULL, IF((cast(`NEW`.`name` AS binary) <=> cast(`NEW`.`full_name` AS binary)), 0, 1), 1), 2), NEW.`full_name` = IF(@altair_sync = 1, `NEW`.`name`, NEW.`full_name`), NEW.`name` = IF(@altair_sync = 2, `NEW`.`full_name`, NEW.`name`)');
        $this->database()->execute('CREATE TRIGGER `altair_sync_users_098132b1fe_update` BEFORE UPDATE ON `users` FOR EACH ROW SET @altair_sync = IF((NOT (cast(`NEW`.`name` AS binary) <=> cast(`OLD`.`name` AS binary))) OR (NOT (cast(`NEW`.`full_name` AS binary) <=> cast(`OLD`.`full_name` AS binary))), IF((cast(`NEW`.`name` AS binary) <=> cast(`NEW`.`full_name` AS binary)), 0, IF((NOT (cast(`NEW`.`name` AS binary) <=> cast(`OLD`.`name` AS binary))), 1, 2)), 0), NEW.`full_name` = IF(@altair_sync = 1, `NEW`.`name`, NEW.`full_name`), NEW.`name` = IF(@altair_sync = 2, `NEW`.`full_name`, NEW.`name`)');
        $this->database()->execute('UPDATE `users` SET `name` = `full_name` WHERE (NOT (cast(`name` AS binary) <=> cast(`full_name` AS binary)))');
        $this->database()->execute('CREATE INDEX `users_city_idx` ON `users` (`city`)');
    }

    public function down(): void
    {
        // Cycle's own connection says utf8mb3, which has no character beyond U+FFFF.
        $this->database()->execute('SET NAMES utf8mb4');
        $this->database()->execute('DROP INDEX `users_city_idx` ON `users`');
        $this->database()->execute('DROP TRIGGER `altair_sync_users_098132b1fe_update`');
        $this->database()->execute('DROP TRIGGER `altair_sync_users_098132b1fe_insert`');
        $this->database()->execute('ALTER TABLE `users` MODIFY COLUMN `full_name` varchar(80) NOT NULL');
        $this->database()->execute('ALTER TABLE `users` DROP COLUMN `country`, DROP COLUMN `name`');
        $this->database()->execute('DROP VIEW IF EXISTS `altair_view_aside`');
        $this->database()->execute('RENAME TABLE `people` TO `altair_view_aside`, `users` TO `people`');
        $this->database()->execute('DROP VIEW `altair_view_aside`');
    }
}
