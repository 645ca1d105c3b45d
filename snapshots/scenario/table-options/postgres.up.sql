-- change_logs (up)
-- For PostgreSQL 18.4. Run with: psql -v ON_ERROR_STOP=1 -f FILE

SET client_encoding = 'UTF8';

BEGIN;
COMMENT ON COLUMN "logs"."id" IS 'never reused';
COMMENT ON COLUMN "logs"."line" IS 'the "line"';
COMMENT ON COLUMN "logs"."level" IS 'new words';
COMMENT ON TABLE "logs" IS E'What happened; who''s there? \\ é';
COMMIT;
