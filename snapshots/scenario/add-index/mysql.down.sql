-- add_unique_customer_id_to_orders (down)
-- For MySQL 9.7.4. Run with: mysql DATABASE < FILE

DROP INDEX `orders_state_idx` ON `orders`;
DROP INDEX `orders_recent` ON `orders`;
ALTER TABLE `orders` DROP INDEX `orders_customer_id`;
