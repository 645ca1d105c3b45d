-- change_orders (up)
-- For PostgreSQL 18.4. Run with: psql -v ON_ERROR_STOP=1 -f FILE

BEGIN;
CREATE UNIQUE INDEX "orders_customer_id" ON "orders" ("customer", "id");
CREATE INDEX "orders_recent" ON "orders" ("customer", "placed_at" DESC);
CREATE INDEX "orders_state_idx" ON "orders" ("state");
COMMIT;
