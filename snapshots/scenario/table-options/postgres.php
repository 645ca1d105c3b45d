<?php

declare(strict_types=1);

namespace Migration;

use Cycle\Migrations\Migration;

/**
 * change_logs, for PostgreSQL 18.4.
 */
final class ChangeLogs_20260527_114523_0 extends Migration
{
    protected const DATABASE = 'default';

    public function up(): void
    {
        $this->database()->execute('COMMENT ON COLUMN "logs"."id" IS \'never reused\'');
        $this->database()->execute('COMMENT ON COLUMN "logs"."line" IS \'the "line"\'');
        $this->database()->execute('COMMENT ON COLUMN "logs"."level" IS \'new words\'');
        $this->database()->execute('COMMENT ON TABLE "logs" IS E\'What happened; who\'\'s there? \\\\ é\'');
    }

    public function down(): void
    {
        $this->database()->execute('COMMENT ON TABLE "logs" IS NULL');
        $this->database()->execute('COMMENT ON COLUMN "logs"."level" IS \'old words\'');
        $this->database()->execute('COMMENT ON COLUMN "logs"."line" IS NULL');
        $this->database()->execute('COMMENT ON COLUMN "logs"."id" IS NULL');
    }
}
