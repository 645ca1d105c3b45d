<?php

declare(strict_types=1);

namespace Migration;

use Cycle\Migrations\Migration;

/**
 * change_settings, for PostgreSQL 18.4.
 */
final class ChangeSettings_20260527_114523_0 extends Migration
{
    protected const DATABASE = 'default';

    public function up(): void
    {
        $this->database()->execute('ALTER TABLE "settings" ALTER COLUMN "colour" SET DEFAULT E\'o\'\'reilly \\\\ "green"\'');
        $this->database()->execute('ALTER TABLE "settings" ALTER COLUMN "size" DROP DEFAULT');
        $this->database()->execute('ALTER TABLE "settings" ALTER COLUMN "note" SET DEFAULT \'\'');
        $this->database()->execute('ALTER TABLE "settings" ALTER COLUMN "made_at" SET DEFAULT CURRENT_TIMESTAMP');
        $this->database()->execute('ALTER TABLE "settings" ALTER COLUMN "open" SET DEFAULT true');
    }

    public function down(): void
    {
        $this->database()->execute('ALTER TABLE "settings" ALTER COLUMN "open" SET DEFAULT false');
        $this->database()->execute('ALTER TABLE "settings" ALTER COLUMN "made_at" DROP DEFAULT');
        $this->database()->execute('ALTER TABLE "settings" ALTER COLUMN "note" DROP DEFAULT');
        $this->database()->execute('ALTER TABLE "settings" ALTER COLUMN "size" SET DEFAULT 1');
        $this->database()->execute('ALTER TABLE "settings" ALTER COLUMN "colour" SET DEFAULT \'red\'');
    }
}
