<?php

declare(strict_types=1);

namespace Migration;

use Cycle\Migrations\Migration;

/**
 * change_things, for PostgreSQL 18.4.
 */
final class ChangeThings_20260527_114523_0 extends Migration
{
    protected const DATABASE = 'default';

    public function up(): void
    {
        $this->database()->execute('ALTER TABLE "things" ALTER COLUMN "id" TYPE bigint, ALTER COLUMN "small" TYPE integer');
        $this->database()->execute('ALTER TABLE "things" ALTER COLUMN "name" TYPE character varying(80)');
        $this->database()->execute('ALTER TABLE "things" ALTER COLUMN "note" TYPE text');
        $this->database()->execute('ALTER TABLE "things" ALTER COLUMN "price" TYPE numeric(12,4)');
        $this->database()->execute('ALTER TABLE "things" ALTER COLUMN "age" DROP NOT NULL, ALTER COLUMN "age" TYPE integer USING (cast(nullif(trim("age"), \'\') AS integer))::integer');
        $this->database()->execute('ALTER TABLE "things" ALTER COLUMN "day" TYPE timestamp without time zone');
    }

    public function down(): void
    {
        $this->database()->execute('ALTER TABLE "things" ALTER COLUMN "day" TYPE date');
        $this->database()->execute('ALTER TABLE "things" ALTER COLUMN "age" TYPE character varying(10), ALTER COLUMN "age" SET NOT NULL');
        $this->database()->execute('ALTER TABLE "things" ALTER COLUMN "price" TYPE numeric(8,2), ALTER COLUMN "note" TYPE character varying(200), ALTER COLUMN "name" TYPE character varying(20), ALTER COLUMN "small" TYPE smallint, ALTER COLUMN "id" TYPE integer');
    }
}
