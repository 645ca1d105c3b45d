<?php

declare(strict_types=1);

namespace Migration;

use Cycle\Migrations\Migration;

/**
 * phase1_add_new_columns_for_split_of_full_name_in_users (expand), for MariaDB 10.11.19.
 */
final class Phase1AddNewColumnsForSplitOfFullNameInUsers_20260527_114523_0 extends Migration
{
    protected const DATABASE = 'default';

    public function up(): void
    {
        // Cycle's own connection says utf8mb3, which has no character beyond U+FFFF.
        $this->database()->execute('SET NAMES utf8mb4');
        $this->database()->execute('ALTER TABLE `users` ADD COLUMN `first_name` varchar(80) NULL, ADD COLUMN `last_name` varchar(80) NULL');
        $this->database()->execute('ALTER TABLE `users` MODIFY COLUMN `full_name` varchar(160) NULL');
        $this->database()->execute('CREATE TRIGGER `altair_sync_users_091b7cbebd_insert` BEFORE INSERT ON `users` FOR EACH ROW SET @altair_sync = IF(`NEW`.`first_name` IS NOT NULL OR `NEW`.`last_name` IS NOT NULL, IF(`NEW`.`full_name` IS NOT NULL, IF((cast(cast(`NEW`.`first_name` AS char character set utf8mb4) AS binary) <=> cast(cast(substring_index(`NEW`.`full_name`, \' \', 1) AS char character set utf8mb4) AS binary)) AND (cast(cast(`NEW`.`last_name` AS char character set utf8mb4) AS binary) <=> cast(cast(substr(substring_index(`NEW`.`full_name`, \' \', 2), char_length(substring_index(`NEW`.`full_name`, \' \', 1)) + 2) AS char character set utf8mb4) AS binary)), 0, 1), 1), 2), NEW.`full_name` = IF(@altair_sync = 1, concat(`NEW`.`first_name`, \' \', `NEW`.`last_name`), NEW.`full_name`), NEW.`first_name` = IF(@altair_sync = 2, substring_index(`NEW`.`full_name`, \' \', 1), NEW.`first_name`), NEW.`last_name` = IF(@altair_sync = 2, substr(substring_index(`NEW`.`full_name`, \' \', 2), char_length(substring_index(`NEW`.`full_name`, \' \', 1)) + 2), NEW.`last_name`)');
        $this->database()->execute('CREATE TRIGGER `altair_sync_users_091b7cbebd_update` BEFORE UPDATE ON `users` FOR EACH ROW SET @altair_sync = IF((NOT (cast(`NEW`.`first_name` AS binary) <=> cast(`OLD`.`first_name` AS binary))) OR (NOT (cast(`NEW`.`last_name` AS binary) <=> cast(`OLD`.`last_name` AS binary))) OR (NOT (cast(`NEW`.`full_name` AS binary) <=> cast(`OLD`.`full_name` AS binary))), IF((cast(cast(`NEW`.`first_name` AS char character set utf8mb4) AS binary) <=> cast(cast(substring_index(`NEW`.`full_name`, \' \', 1) AS char character set utf8mb4) AS binary)) AND (cast(cast(`NEW`.`last_name` AS char character set utf8mb4) AS binary) <=> cast(cast(substr(substring_index(`NEW`.`full_name`, \' \', 2), char_length(substring_index(`NEW`.`full_name`, \' \', 1)) + 2) AS char character set utf8mb4) AS binary)) OR (cast(cast(`NEW`.`full_name` AS char character set utf8mb4) AS binary) <=> cast(cast(concat(`NEW`.`first_name`, \' \', `NEW`.`last_name`) AS char character set utf8mb4) AS binary)), 0, IF((NOT (cast(`NEW`.`first_name` AS binary) <=> cast(`OLD`.`first_name` AS binary))) OR (NOT (cast(`NEW`.`last_name` AS binary) <=> cast(`OLD`.`last_name` AS binary))), 1, 2)), 0), NEW.`full_name` = IF(@altair_sync = 1, concat(`NEW`.`first_name`, \' \', `NEW`.`last_name`), NEW.`full_name`), NEW.`first_name` = IF(@altair_sync = 2, substring_index(`NEW`.`full_name`, \' \', 1), NEW.`first_name`), NEW.`last_name` = IF(@altair_sync = 2, substr(substring_index(`NEW`.`full_name`, \' \', 2), char_length(substring_index(`NEW`.`full_name`, \' \', 1)) + 2), NEW.`last_name`)');
        $this->database()->execute('UPDATE `users` SET `first_name` = substring_index(`full_name`, \' \', 1), `last_name` = substr(substring_index(`full_name`, \' \', 2), char_length(substring_index(`full_name`, \' \', 1)) + 2) WHERE NOT ((cast(cast(`first_name` AS char character set utf8mb4) AS binary) <=> cast(cast(substring_index(`full_name`, \' \', 1) AS char character set utf8mb4) AS binary)) AND (cast(cast(`last_name` AS char character set utf8mb4) AS binary) <=> cast(cast(substr(substring_index(`full_name`, \' \', 2), char_length(substring_index(`full_name`, \' \', 1)) + 2) AS char character set utf8mb4) AS binary)) OR (cast(cast(`full_name` AS char character set utf8mb4) AS binary) <=> cast(cast(concat(`first_name`, \' \', `last_name`) AS char character set utf8mb4) AS binary)))');
        $this->database()->execute('CREATE INDEX `users_last_name_first_name_idx` ON `users` (`last_name`, `first_name`)');
    }

    public function down(): void
    {
        // Cycle's own connection says utf8mb3, which has no character beyond U+FFFF.
        $this->database()->execute('SET NAMES utf8mb4');
        $this->database()->execute('DROP INDEX `users_last_name_first_name_idx` ON `users`');
        $this->database()->execute('DROP TRIGGER `altair_sync_users_091b7cbebd_update`');
        $this->database()->execute('DROP TRIGGER `altair_sync_users_091b7cbebd_insert`');
        $this->database()->execute('ALTER TABLE `users` MODIFY COLUMN `full_name` varchar(160) NOT NULL');
        $this->database()->execute('ALTER TABLE `users` DROP COLUMN `last_name`, DROP COLUMN `first_name`');
    }
}
