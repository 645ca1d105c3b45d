-- change_group (up)
-- For PostgreSQL 18.4. Run with: psql -v ON_ERROR_STOP=1 -f FILE

BEGIN;
ALTER TABLE "order" RENAME TO "group";
ALTER TABLE "group" RENAME COLUMN "left" TO "select";
ALTER TABLE "group" RENAME COLUMN "from" TO "two words";
DROP INDEX "key";
ALTER TABLE "group" ADD COLUMN "it's ""quoted"" `so`" character varying(20);
ALTER TABLE "group" ALTER COLUMN "right" TYPE character varying(40);
UPDATE "group" SET "right" = 'none' WHERE "right" IS NULL;
ALTER TABLE "group" ALTER COLUMN "right" SET NOT NULL;
CREATE INDEX "key" ON "group" ("select", "two words" DESC);
ALTER TABLE "group" ADD CONSTRAINT "where" CHECK ("two words" >= 0);
COMMIT;
