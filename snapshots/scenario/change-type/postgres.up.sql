-- change_things (up)
-- For PostgreSQL 18.4. Run with: psql -v ON_ERROR_STOP=1 -f FILE

BEGIN;
ALTER TABLE "things" ALTER COLUMN "id" TYPE bigint, ALTER COLUMN "small" TYPE integer;
ALTER TABLE "things" ALTER COLUMN "name" TYPE character varying(80);
ALTER TABLE "things" ALTER COLUMN "note" TYPE text;
ALTER TABLE "things" ALTER COLUMN "price" TYPE numeric(12,4);
ALTER TABLE "things" ALTER COLUMN "age" DROP NOT NULL, ALTER COLUMN "age" TYPE integer USING (cast(nullif(trim("age"), '') AS integer))::integer;
ALTER TABLE "things" ALTER COLUMN "day" TYPE timestamp without time zone;
COMMIT;
