<?php

declare(strict_types=1);

namespace Migration;

use Cycle\Migrations\Migration;

/**
 * phase1_add_new_column_for_rename_of_password_in_users_and_more (expand), for MariaDB 10.11.19.
 */
final class Phase1AddNewColumnForRenameOfPasswordInUsersAndMore_20260527_114523_0 extends Migration
{
    protected const DATABASE = 'default';

    public function up(): void
    {
        // Cycle's own connection says utf8mb3, which has no character beyond U+FFFF.
        $this->database()->execute('SET NAMES utf8mb4');
        $this->database()->execute('ALTER TABLE `users` ADD COLUMN `password_hash` varchar(120) NULL, ADD COLUMN `email` varchar(190) NULL, ADD COLUMN `age` int NULL DEFAULT 18');
        $this->database()->execute('CREATE TRIGGER `altair_sync_users_93992d25bd_insert` BEFORE INSERT ON `users` FOR EACH ROW SET @altair_sync = IF((NOT (`NEW`.`age` <=> 18)), IF((NOT (`NEW`.`years` <=> 18)), IF((`NEW`.`age` <=> `NEW`.`years`), 0, 1), 1), 2), NEW.`years` = IF(@altair_sync = 1, cast(`NEW`.`age` AS decimal(65,10)), NEW.`years`), NEW.`age` = IF(@altair_sync = 2, cast(`NEW`.`years` AS decimal(65,10)), NEW.`age`)');
        $this->database()->execute('CREATE TRIGGER `altair_sync_users_93992d25bd_update` BEFORE UPDATE ON `users` FOR EACH ROW SET @altair_sync = IF((NOT (`NEW`.`age` <=> `OLD`.`age`)) OR (NOT (`NEW`.`years` <=> `OLD`.`years`)), IF((`NEW`.`age` <=> `NEW`.`years`), 0, IF((NOT (`NEW`.`age` <=> `OLD`.`age`)), 1, 2)), 0), NEW.`years` = IF(@altair_sync = 1, cast(`NEW`.`age` AS decimal(65,10)), NEW.`years`), NEW.`age` = IF(@altair_sync = 2, cast(`NEW`.`years` AS decimal(65,10)), NEW.`age`)');
        $this->database()->execute('ALTER TABLE `users` MODIFY COLUMN `password` varchar(120) NULL');
        $this->database()->execute('CREATE TRIGGER `altair_sync_users_beab229b54_insert` BEFORE INSERT ON `users` FOR EACH ROW SET @altair_sync = IF(`NEW`.`password_hash` IS NOT NULL, IF(`NEW`.`password` IS NOT NULL, IF((cast(`NEW`.`password_hash` AS binary) <=> cast(`NEW`.`password` AS binary)), 0, 1), 1), 2), NEW.`password` = IF(@altair_sync = 1, `NEW`.`password_hash`, NEW.`password`), NEW.`password_hash` = IF(@altair_sync = 2, `NEW`.`password`, NEW.`password_hash`)');
        $this->database()->execute('CREATE TRIGGER `altair_sync_users_beab229b54_update` BEFORE UPDATE ON `users` FOR EACH ROW SET @altair_sync = IF((NOT (cast(`NEW`.`password_hash` AS binary) <=> cast(`OLD`.`password_hash` AS binary))) OR (NOT (cast(`NEW`.`password` AS binary) <=> cast(`OLD`.`password` AS binary))), IF((cast(`NEW`.`password_hash` AS binary) <=> cast(`NEW`.`password` AS binary)), 0, IF((NOT (cast(`NEW`.`password_hash` AS binary) <=> cast(`OLD`.`password_hash` AS binary))), 1, 2)), 0), NEW.`password` = IF(@altair_sync = 1, `NEW`.`password_hash`, NEW.`password`), NEW.`password_hash` = IF(@altair_sync = 2, `NEW`.`password`, NEW.`password_hash`)');
        $this->database()->execute('ALTER TABLE `users` MODIFY COLUMN `mail` varchar(190) NULL');
        $this->database()->execute('CREATE TRIGGER `altair_sync_users_2895836dc0_insert` BEFORE INSERT ON `users` FOR EACH ROW SET @altair_sync = IF(`NEW`.`email` IS NOT NULL, IF(`NEW`.`mail` IS NOT NULL, IF((cast(`NEW`.`email` AS binary) <=> cast(`NEW`.`mail` AS binary)), 0, 1), 1), 2), NEW.`mail` = IF(@altair_sync = 1, `NEW`.`email`, NEW.`mail`), NEW.`email` = IF(@altair_sync = 2, `NEW`.`mail`, NEW.`email`)');
        $this->database()->execute('CREATE TRIGGER `altair_sync_users_2895836dc0_update` BEFORE UPDATE ON `users` FOR EACH ROW SET @altair_sync = IF((NOT (cast(`NEW`.`email` AS binary) <=> cast(`OLD`.`email` AS binary))) OR (NOT (cast(`NEW`.`mail` AS binary) <=> cast(`OLD`.`mail` AS binary))), IF((cast(`NEW`.`email` AS binary) <=> cast(`NEW`.`mail` AS binary)), 0, IF((NOT (cast(`NEW`.`email` AS binary) <=> cast(`OLD`.`email` AS binary))), 1, 2)), 0), NEW.`mail` = IF(@altair_sync = 1, `NEW`.`email`, NEW.`mail`), NEW.`email` = IF(@altair_sync = 2, `NEW`.`mail`, NEW.`email`)');
        $this->database()->execute('UPDATE `users` SET `password_hash` = `password` WHERE (NOT (cast(`password_hash` AS binary) <=> cast(`password` AS binary)))');
        $this->database()->execute('UPDATE `users` SET `email` = `mail` WHERE (NOT (cast(`email` AS binary) <=> cast(`mail` AS binary)))');
        $this->database()->execute('UPDATE `users` SET `age` = `years` WHERE (NOT (`age` <=> `years`))');
        $this->database()->execute('ALTER TABLE `users` ADD UNIQUE KEY `users_email_key` (`email`)');
        $this->database()->execute('CREATE INDEX `users_age_nick_idx` ON `users` (`age`, `nick`)');
        $this->database()->execute('ALTER TABLE `users` ADD CONSTRAINT `users_age_check` CHECK (`age` >= 0)');
    }

    public function down(): void
    {
        // Cycle's own connection says utf8mb3, which has no character beyond U+FFFF.
        $this->database()->execute('SET NAMES utf8mb4');
        $this->database()->execute('ALTER TABLE `users` DROP CONSTRAINT `users_age_check`');
        $this->database()->execute('DROP INDEX `users_age_nick_idx` ON `users`');
        $this->database()->execute('ALTER TABLE `users` DROP INDEX `users_email_key`');
        $this->database()->execute('DROP TRIGGER `altair_sync_users_2895836dc0_update`');
        $this->database()->execute('DROP TRIGGER `altair_sync_users_2895836dc0_insert`');
        $this->database()->execute('ALTER TABLE `users` MODIFY COLUMN `mail` varchar(190) NOT NULL');
        $this->database()->execute('DROP TRIGGER `altair_sync_users_beab229b54_update`');
        $this->database()->execute('DROP TRIGGER `altair_sync_users_beab229b54_insert`');
        $this->database()->execute('ALTER TABLE `users` MODIFY COLUMN `password` varchar(120) NOT NULL');
        $this->database()->execute('DROP TRIGGER `altair_sync_users_93992d25bd_update`');
        $this->database()->execute('DROP TRIGGER `altair_sync_users_93992d25bd_insert`');
        $this->database()->execute('ALTER TABLE `users` DROP COLUMN `age`, DROP COLUMN `email`, DROP COLUMN `password_hash`');
    }
}
