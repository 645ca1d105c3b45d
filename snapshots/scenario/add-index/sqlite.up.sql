-- change_orders (up)
-- For SQLite 3.52.0. Run with: sqlite3 -bail DATABASE < FILE

BEGIN;
CREATE UNIQUE INDEX "orders_customer_id" ON "orders" ("customer", "id");
CREATE INDEX "orders_recent" ON "orders" ("customer", "placed_at" DESC);
CREATE INDEX "orders_state_idx" ON "orders" ("state");
COMMIT;
