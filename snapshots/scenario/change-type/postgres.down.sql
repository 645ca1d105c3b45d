-- change_things (down)
-- For PostgreSQL 18.4. Run with: psql -v ON_ERROR_STOP=1 -f FILE

BEGIN;
ALTER TABLE "things" ALTER COLUMN "day" TYPE date;
ALTER TABLE "things" ALTER COLUMN "age" TYPE character varying(10), ALTER COLUMN "age" SET NOT NULL;
ALTER TABLE "things" ALTER COLUMN "price" TYPE numeric(8,2), ALTER COLUMN "note" TYPE character varying(200), ALTER COLUMN "name" TYPE character varying(20), ALTER COLUMN "small" TYPE smallint, ALTER COLUMN "id" TYPE integer;
COMMIT;
