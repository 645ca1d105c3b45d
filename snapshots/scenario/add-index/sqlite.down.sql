-- change_orders (down)
-- For SQLite 3.52.0. Run with: sqlite3 -bail DATABASE < FILE

BEGIN;
DROP INDEX "orders_state_idx";
DROP INDEX "orders_recent";
DROP INDEX "orders_customer_id";
COMMIT;
