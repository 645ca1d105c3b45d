-- add_value_to_orders_state (up)
-- For PostgreSQL 18.4. Run with: psql -v ON_ERROR_STOP=1 -f FILE

-- Committed in 3 parts. If one fails, those before it stay done: plan again, and the new plan goes on from there.

-- Part 1 of 3
BEGIN;
ALTER TYPE "orders_state" ADD VALUE 'checked' AFTER 'new';
COMMIT;

-- Part 2 of 3
BEGIN;
ALTER TYPE "orders_state" ADD VALUE 'won''t be sent' AFTER 'sent';
COMMIT;

-- Part 3 of 3
BEGIN;
CREATE TYPE "parcels_size_new" AS ENUM ('small', 'large');
ALTER TABLE "parcels" ALTER COLUMN "size" TYPE "parcels_size_new" USING "size"::text::"parcels_size_new";
DROP TYPE "parcels_size";
ALTER TYPE "parcels_size_new" RENAME TO "parcels_size";
COMMIT;
