-- change_labels_and_readings (down)
-- For PostgreSQL 18.4. Run with: psql -v ON_ERROR_STOP=1 -f FILE

BEGIN;
ALTER TABLE "readings" DROP CONSTRAINT "readings_pkey", ADD CONSTRAINT "readings_pkey" PRIMARY KEY ("sensor");
ALTER TABLE "labels" DROP CONSTRAINT "labels_pkey";
COMMIT;
