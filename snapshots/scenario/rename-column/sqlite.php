<?php

declare(strict_types=1);

namespace Migration;

use Cycle\Migrations\Migration;

/**
 * change_letters_and_users, for SQLite 3.52.0.
 */
final class ChangeLettersAndUsers_20260527_114523_0 extends Migration
{
    protected const DATABASE = 'default';

    public function up(): void
    {
        // Closes the migrator's own query; SQLite drops no table while one is open.
        $this->database()->getDriver()->getSchemaHandler();
        $this->database()->execute('ALTER TABLE "letters" RENAME COLUMN "recipient" TO "addressee"');
        $this->database()->execute('ALTER TABLE "users" RENAME COLUMN "password" TO "password_hash"');
        $this->database()->execute('ALTER TABLE "users" RENAME COLUMN "mail" TO "email"');
        $this->database()->execute('ALTER TABLE "users" RENAME COLUMN "years" TO "age"');
    }

    public function down(): void
    {
        // Closes the migrator's own query; SQLite drops no table while one is open.
        $this->database()->getDriver()->getSchemaHandler();
        $this->database()->execute('ALTER TABLE "users" RENAME COLUMN "age" TO "years"');
        $this->database()->execute('ALTER TABLE "users" RENAME COLUMN "email" TO "mail"');
        $this->database()->execute('ALTER TABLE "users" RENAME COLUMN "password_hash" TO "password"');
        $this->database()->execute('ALTER TABLE "letters" RENAME COLUMN "addressee" TO "recipient"');
    }
}
