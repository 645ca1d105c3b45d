<?php

declare(strict_types=1);

namespace Migration;

use Cycle\Migrations\Migration;

/**
 * change_group, for MariaDB 10.11.19.
 */
final class ChangeGroup_20260527_114523_0 extends Migration
{
    protected const DATABASE = 'default';

    public function up(): void
    {
        // Cycle's own connection says utf8mb3, which has no character beyond U+FFFF.
        $this->database()->execute('SET NAMES utf8mb4');
        $this->database()->execute('RENAME TABLE `order` TO `group`');
        $this->database()->execute('ALTER TABLE `group` RENAME COLUMN `left` TO `select`');
        $this->database()->execute('ALTER TABLE `group` RENAME COLUMN `from` TO `two words`');
        $this->database()->execute('DROP INDEX `key` ON `group`');
        $this->database()->execute('ALTER TABLE `group` ADD COLUMN `it\'s "quoted" ``so``` varchar(20) NULL');
        $this->database()->execute('ALTER TABLE `group` MODIFY COLUMN `right` varchar(40) NULL DEFAULT \'r\'');
        $this->database()->execute('UPDATE `group` SET `right` = \'none\' WHERE `right` IS NULL');
        $this->database()->execute('ALTER TABLE `group` MODIFY COLUMN `right` varchar(40) NOT NULL DEFAULT \'r\'');
        $this->database()->execute('CREATE INDEX `key` ON `group` (`select`, `two words` DESC)');
        $this->database()->execute('ALTER TABLE `group` ADD CONSTRAINT `where` CHECK (`two words` >= 0)');
    }

    public function down(): void
    {
        // Cycle's own connection says utf8mb3, which has no character beyond U+FFFF.
        $this->database()->execute('SET NAMES utf8mb4');
        $this->database()->execute('ALTER TABLE `group` DROP CONSTRAINT `where`');
        $this->database()->execute('DROP INDEX `key` ON `group`');
        $this->database()->execute('ALTER TABLE `group` MODIFY COLUMN `right` varchar(40) NULL DEFAULT \'r\'');
        $this->database()->execute('ALTER TABLE `group` MODIFY COLUMN `right` varchar(20) NULL DEFAULT \'r\'');
        $this->database()->execute('ALTER TABLE `group` DROP COLUMN `it\'s "quoted" ``so```');
        $this->database()->execute('CREATE INDEX `key` ON `group` (`select`)');
        $this->database()->execute('ALTER TABLE `group` RENAME COLUMN `two words` TO `from`');
        $this->database()->execute('ALTER TABLE `group` RENAME COLUMN `select` TO `left`');
        $this->database()->execute('RENAME TABLE `group` TO `order`');
    }
}
