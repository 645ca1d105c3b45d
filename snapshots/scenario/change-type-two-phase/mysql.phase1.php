<?php

declare(strict_types=1);

namespace Migration;

use Cycle\Migrations\Migration;

/**
 * phase1_add_new_column_for_type_change_of_age_in_visits_and_more (expand), for MySQL 9.7.4.
 */
final class Phase1AddNewColumnForTypeChangeOfAgeInVisitsAndMore_20260527_114523_0 extends Migration
{
    protected const DATABASE = 'default';

    public function up(): void
    {
        // Cycle's own connection says utf8mb3, which has no character beyond U+FFFF.
        $this->database()->execute('SET NAMES utf8mb4');
        $this->database()->execute('ALTER TABLE `visits` ADD COLUMN `age__new` int NULL, ADD COLUMN `code__new` varchar(20) NULL');
        $this->database()->execute('CREATE TRIGGER `altair_sync_visits_579f167238_insert` BEFORE INSERT ON `visits` FOR EACH ROW SET @altair_sync = IF(`NEW`.`age__new` IS NOT NULL, IF(`NEW`.`age` IS NOT NULL, IF((`NEW`.`age__new` <=> `NEW`.`age`), 0, 1), 1), 2), NEW.`age` = IF(@altair_sync = 1, `NEW`.`age__new`, NEW.`age`), NEW.`age__new` = IF(@altair_sync = 2, cast(`NEW`.`age` AS decimal(65,10)), NEW.`age__new`)');
        $this->database()->execute('CREATE TRIGGER `altair_sync_visits_579f167238_update` BEFORE UPDATE ON `visits` FOR EACH ROW SET @altair_sync = IF((NOT (`NEW`.`age__new` <=> `OLD`.`age__new`)) OR (NOT (cast(`NEW`.`age` AS binary) <=> cast(`OLD`.`age` AS binary))), IF((`NEW`.`age__new` <=> `NEW`.`age`) OR (cast(cast(`NEW`.`age` AS char character set utf8mb4) AS binary) <=> cast(cast(`NEW`.`age__new` AS char character set utf8mb4) AS binary)), 0, IF((NOT (`NEW`.`age__new` <=> `OLD`.`age__new`)), 1, 2)), 0), NEW.`age` = IF(@altair_sync = 1, `NEW`.`age__new`, NEW.`age`), NEW.`age__new` = IF(@altair_sync = 2, cast(`NEW`.`age` AS decimal(65,10)), NEW.`age__new`)');
        $this->database()->execute('CREATE TRIGGER `altair_sync_visits_66216eadea_insert` BEFORE INSERT ON `visits` FOR EACH ROW SET @altair_sync = IF(`NEW`.`code__new` IS NOT NULL, IF(`NEW`.`code` IS NOT NULL, IF((cast(cast(`NEW`.`code__new` AS char character set utf8mb4) AS binary) <=> cast(cast(`NEW`.`code` AS char character set utf8mb4) AS binary)), 0, 1), 1), 2), NEW.`code` = IF(@altair_sync = 1, cast(`NEW`.`code__new` AS decimal(65,10)), NEW.`code`), NEW.`code__new` = IF(@altair_sync = 2, `NEW`.`code`, NEW.`code__new`)');
        $this->database()->execute('CREATE TRIGGER `altair_sync_visits_66216eadea_update` BEFORE UPDATE ON `visits` FOR EACH ROW SET @altair_sync = IF((NOT (cast(`NEW`.`code__new` AS binary) <=> cast(`OLD`.`code__new` AS binary))) OR (NOT (`NEW`.`code` <=> `OLD`.`code`)), IF((cast(cast(`NEW`.`code__new` AS char character set utf8mb4) AS binary) <=> cast(cast(`NEW`.`code` AS char character set utf8mb4) AS binary)) OR (`NEW`.`code` <=> `NEW`.`code__new`), 0, IF((NOT (cast(`NEW`.`code__new` AS binary) <=> cast(`OLD`.`code__new` AS binary))), 1, 2)), 0), NEW.`code` = IF(@altair_sync = 1, cast(`NEW`.`code__new` AS decimal(65,10)), NEW.`code`), NEW.`code__new` = IF(@altair_sync = 2, `NEW`.`code`, NEW.`code__new`)');
        $this->database()->execute('UPDATE `visits` SET `age__new` = `age` WHERE NOT ((`age__new` <=> `age`) OR (cast(cast(`age` AS char character set utf8mb4) AS binary) <=> cast(cast(`age__new` AS char character set utf8mb4) AS binary)))');
        $this->database()->execute('UPDATE `visits` SET `code__new` = `code` WHERE NOT ((cast(cast(`code__new` AS char character set utf8mb4) AS binary) <=> cast(cast(`code` AS char character set utf8mb4) AS binary)) OR (`code` <=> `code__new`))');
        $this->database()->execute('CREATE INDEX `visits_age__new_idx` ON `visits` (`age__new`)');
    }

    public function down(): void
    {
        // Cycle's own connection says utf8mb3, which has no character beyond U+FFFF.
        $this->database()->execute('SET NAMES utf8mb4');
        $this->database()->execute('DROP INDEX `visits_age__new_idx` ON `visits`');
        $this->database()->execute('DROP TRIGGER `altair_sync_visits_66216eadea_update`');
        $this->database()->execute('DROP TRIGGER `altair_sync_visits_66216eadea_insert`');
        $this->database()->execute('DROP TRIGGER `altair_sync_visits_579f167238_update`');
        $this->database()->execute('DROP TRIGGER `altair_sync_visits_579f167238_insert`');
        $this->database()->execute('ALTER TABLE `visits` DROP COLUMN `code__new`, DROP COLUMN `age__new`');
    }
}
