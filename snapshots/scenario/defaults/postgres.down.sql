-- change_settings (down)
-- For PostgreSQL 18.4. Run with: psql -v ON_ERROR_STOP=1 -f FILE

BEGIN;
ALTER TABLE "settings" ALTER COLUMN "open" SET DEFAULT false;
ALTER TABLE "settings" ALTER COLUMN "made_at" DROP DEFAULT;
ALTER TABLE "settings" ALTER COLUMN "note" DROP DEFAULT;
ALTER TABLE "settings" ALTER COLUMN "size" SET DEFAULT 1;
ALTER TABLE "settings" ALTER COLUMN "colour" SET DEFAULT 'red';
COMMIT;
