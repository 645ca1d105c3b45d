-- change_logs (down)
-- For PostgreSQL 18.4. Run with: psql -v ON_ERROR_STOP=1 -f FILE

BEGIN;
COMMENT ON TABLE "logs" IS NULL;
COMMENT ON COLUMN "logs"."level" IS 'old words';
COMMENT ON COLUMN "logs"."line" IS NULL;
COMMENT ON COLUMN "logs"."id" IS NULL;
COMMIT;
