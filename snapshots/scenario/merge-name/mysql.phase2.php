<?php

declare(strict_types=1);

namespace Migration;

use Cycle\Migrations\Migration;

/**
 * phase2_drop_old_columns_after_split_of_first_name_and_last_name_in_users (contract), for MySQL 9.7.4.
 */
final class Phase2DropOldColumnsAfterSplitOfFirstNameAndLastNameInUsers_20260527_114523_1 extends Migration
{
    protected const DATABASE = 'default';

    public function up(): void
    {
        // Cycle's own connection says utf8mb3, which has no character beyond U+FFFF.
        $this->database()->execute('SET NAMES utf8mb4');
        $this->database()->execute('SELECT uuid_to_bin(if(rand() < 2, \'altair: users: first_name, last_name and full_name differ, phase 2 was stopped\', \'\')) FROM `users` WHERE NOT ((cast(cast(`full_name` AS char character set utf8mb4) AS binary) <=> cast(cast(concat(`first_name`, \' \', `last_name`) AS char character set utf8mb4) AS binary)) OR (cast(cast(`first_name` AS char character set utf8mb4) AS binary) <=> cast(cast(substring_index(`full_name`, \' \', 1) AS char character set utf8mb4) AS binary)) AND (cast(cast(`last_name` AS char character set utf8mb4) AS binary) <=> cast(cast(substr(substring_index(`full_name`, \' \', 2), char_length(substring_index(`full_name`, \' \', 1)) + 2) AS char character set utf8mb4) AS binary))) LIMIT 1');
        $this->database()->execute('ALTER TABLE `users` MODIFY COLUMN `full_name` varchar(170) NOT NULL');
        $this->database()->execute('LOCK TABLES `users` WRITE');
        $this->database()->execute('DROP TRIGGER `altair_sync_users_cfaebf87e2_update`');
        $this->database()->execute('DROP TRIGGER `altair_sync_users_cfaebf87e2_insert`');
        $this->database()->execute('ALTER TABLE `users` DROP COLUMN `first_name`, DROP COLUMN `last_name`');
        $this->database()->execute('UNLOCK TABLES');
    }

    public function down(): void
    {
        // Cycle's own connection says utf8mb3, which has no character beyond U+FFFF.
        $this->database()->execute('SET NAMES utf8mb4');
        $this->database()->execute('ALTER TABLE `users` ADD COLUMN `last_name` varchar(80) NULL, ADD COLUMN `first_name` varchar(80) NULL');
        $this->database()->execute('CREATE TRIGGER `altair_sync_users_cfaebf87e2_insert` BEFORE INSERT ON `users` FOR EACH ROW SET @altair_sync = IF(`NEW`.`full_name` IS NOT NULL, IF(`NEW`.`first_name` IS NOT NULL OR `NEW`.`last_name` IS NOT NULL, IF((cast(cast(`NEW`.`full_name` AS char character set utf8mb4) AS binary) <=> cast(cast(concat(`NEW`.`first_name`, \' \', `NEW`.`last_name`) AS char character set utf8mb4) AS binary)), 0, 1), 1), 2), NEW.`first_name` = IF(@altair_sync = 1, substring_index(`NEW`.`full_name`, \' \', 1), NEW.`first_name`), NEW.`last_name` = IF(@altair_sync = 1, substr(substring_index(`NEW`.`full_name`, \' \', 2), char_length(substring_index(`NEW`.`full_name`, \' \', 1)) + 2), NEW.`last_name`), NEW.`full_name` = IF(@altair_sync = 2, concat(`NEW`.`first_name`, \' \', `NEW`.`last_name`), NEW.`full_name`)');
        $this->database()->execute('CREATE TRIGGER `altair_sync_users_cfaebf87e2_update` BEFORE UPDATE ON `users` FOR EACH ROW SET @altair_sync = IF((NOT (cast(`NEW`.`full_name` AS binary) <=> cast(`OLD`.`full_name` AS binary))) OR (NOT (cast(`NEW`.`first_name` AS binary) <=> cast(`OLD`.`first_name` AS binary))) OR (NOT (cast(`NEW`.`last_name` AS binary) <=> cast(`OLD`.`last_name` AS binary))), IF((cast(cast(`NEW`.`full_name` AS char character set utf8mb4) AS binary) <=> cast(cast(concat(`NEW`.`first_name`, \' \', `NEW`.`last_name`) AS char character set utf8mb4) AS binary)) OR (cast(cast(`NEW`.`first_name` AS char character set utf8mb4) AS binary) <=> cast(cast(substring_index(`NEW`.`full_name`, \' \', 1) AS char character set utf8mb4) AS binary)) AND (cast(cast(`NEW`.`last_name` AS char character set utf8mb4) AS binary) <=> cast(cast(substr(substring_index(`NEW`.`full_name`, \' \', 2), char_length(substring_index(`NEW`.`full_name`, \' \', 1)) + 2) AS char character set utf8mb4) AS binary)), 0, IF((NOT (cast(`NEW`.`full_name` AS binary) <=> cast(`OLD`.`full_name` AS binary))), 1, 2)), 0), NEW.`first_name` = IF(@altair_sync = 1, substring_index(`NEW`.`full_name`, \' \', 1), NEW.`first_name`), NEW.`last_name` = IF(@altair_sync = 1, substr(substring_index(`NEW`.`full_name`, \' \', 2), char_length(substring_index(`NEW`.`full_name`, \' \', 1)) + 2), NEW.`last_name`), NEW.`full_name` = IF(@altair_sync = 2, concat(`NEW`.`first_name`, \' \', `NEW`.`last_name`), NEW.`full_name`)');
        $this->database()->execute('UPDATE `users` SET `last_name` = substr(substring_index(`full_name`, \' \', 2), char_length(substring_index(`full_name`, \' \', 1)) + 2), `first_name` = substring_index(`full_name`, \' \', 1)');
        $this->database()->execute('ALTER TABLE `users` MODIFY COLUMN `full_name` varchar(170) NULL');
        $this->database()->execute('ALTER TABLE `users` MODIFY COLUMN `last_name` varchar(80) NOT NULL');
        $this->database()->execute('ALTER TABLE `users` MODIFY COLUMN `first_name` varchar(80) NOT NULL');
    }
}
