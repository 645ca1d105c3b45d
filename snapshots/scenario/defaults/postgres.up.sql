-- change_settings (up)
-- For PostgreSQL 18.4. Run with: psql -v ON_ERROR_STOP=1 -f FILE

BEGIN;
ALTER TABLE "settings" ALTER COLUMN "colour" SET DEFAULT E'o''reilly \\ "green"';
ALTER TABLE "settings" ALTER COLUMN "size" DROP DEFAULT;
ALTER TABLE "settings" ALTER COLUMN "note" SET DEFAULT '';
ALTER TABLE "settings" ALTER COLUMN "made_at" SET DEFAULT CURRENT_TIMESTAMP;
ALTER TABLE "settings" ALTER COLUMN "open" SET DEFAULT true;
COMMIT;
