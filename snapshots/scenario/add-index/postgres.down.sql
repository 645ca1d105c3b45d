-- change_orders (down)
-- For PostgreSQL 18.4. Run with: psql -v ON_ERROR_STOP=1 -f FILE

BEGIN;
DROP INDEX "orders_state_idx";
DROP INDEX "orders_recent";
DROP INDEX "orders_customer_id";
COMMIT;
