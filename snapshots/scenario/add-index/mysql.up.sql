-- add_unique_customer_id_to_orders (up)
-- For MySQL 9.7.4. Run with: mysql DATABASE < FILE

ALTER TABLE `orders` ADD UNIQUE KEY `orders_customer_id` (`customer`, `id`);
CREATE INDEX `orders_recent` ON `orders` (`customer`, `placed_at` DESC);
CREATE INDEX `orders_state_idx` ON `orders` (`state`);
