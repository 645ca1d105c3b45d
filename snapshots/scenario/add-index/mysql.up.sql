-- add_unique_customer_id_to_orders (up)
-- For MySQL 9.7.4. Run with: mysql DATABASE < FILE

-- Committed in 3 parts. If one fails, those before it stay done: plan again, and the new plan goes on from there.
-- Part 1 of 3
ALTER TABLE `orders` ADD UNIQUE KEY `orders_customer_id` (`customer`, `id`);
-- Part 2 of 3
CREATE INDEX `orders_recent` ON `orders` (`customer`, `placed_at` DESC);
-- Part 3 of 3
CREATE INDEX `orders_state_idx` ON `orders` (`state`);
