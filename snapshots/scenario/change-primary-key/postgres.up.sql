-- change_labels_and_readings (up)
-- For PostgreSQL 18.4. Run with: psql -v ON_ERROR_STOP=1 -f FILE

BEGIN;
ALTER TABLE "labels" ADD CONSTRAINT "labels_pkey" PRIMARY KEY ("code");
ALTER TABLE "readings" DROP CONSTRAINT "readings_pkey", ADD CONSTRAINT "readings_pkey" PRIMARY KEY ("sensor", "taken_at");
COMMIT;
