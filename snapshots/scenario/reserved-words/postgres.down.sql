-- change_group (down)
-- For PostgreSQL 18.4. Run with: psql -v ON_ERROR_STOP=1 -f FILE

BEGIN;
ALTER TABLE "group" DROP CONSTRAINT "where";
DROP INDEX "key";
ALTER TABLE "group" ALTER COLUMN "right" DROP NOT NULL;
ALTER TABLE "group" ALTER COLUMN "right" TYPE character varying(20);
ALTER TABLE "group" DROP COLUMN "it's ""quoted"" `so`";
CREATE INDEX "key" ON "group" ("select");
ALTER TABLE "group" RENAME COLUMN "two words" TO "from";
ALTER TABLE "group" RENAME COLUMN "select" TO "left";
ALTER TABLE "group" RENAME TO "order";
COMMIT;
