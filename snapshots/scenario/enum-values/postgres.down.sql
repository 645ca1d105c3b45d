-- add_value_to_orders_state (down)
-- For PostgreSQL 18.4. Run with: psql -v ON_ERROR_STOP=1 -f FILE

BEGIN;
CREATE TYPE "parcels_size_new" AS ENUM ('small', 'medium', 'large');
ALTER TABLE "parcels" ALTER COLUMN "size" TYPE "parcels_size_new" USING "size"::text::"parcels_size_new";
DROP TYPE "parcels_size";
ALTER TYPE "parcels_size_new" RENAME TO "parcels_size";
CREATE TYPE "orders_state_new" AS ENUM ('new', 'checked', 'paid', 'sent');
ALTER TABLE "orders" ALTER COLUMN "state" DROP DEFAULT, ALTER COLUMN "state" TYPE "orders_state_new" USING "state"::text::"orders_state_new";
DROP TYPE "orders_state";
ALTER TYPE "orders_state_new" RENAME TO "orders_state";
ALTER TABLE "orders" ALTER COLUMN "state" SET DEFAULT 'new';
CREATE TYPE "orders_state_new" AS ENUM ('new', 'paid', 'sent');
ALTER TABLE "orders" ALTER COLUMN "state" DROP DEFAULT, ALTER COLUMN "state" TYPE "orders_state_new" USING "state"::text::"orders_state_new";
DROP TYPE "orders_state";
ALTER TYPE "orders_state_new" RENAME TO "orders_state";
ALTER TABLE "orders" ALTER COLUMN "state" SET DEFAULT 'new';
COMMIT;
