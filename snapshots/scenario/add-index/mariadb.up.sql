-- add_unique_customer_id_to_orders (up)
-- For MariaDB 10.11.19. Run with: mariadb DATABASE < FILE

ALTER TABLE `orders` ADD UNIQUE KEY `orders_customer_id` (`customer`, `id`);
CREATE INDEX `orders_recent` ON `orders` (`customer`, `placed_at` DESC);
CREATE INDEX `orders_state_idx` ON `orders` (`state`);
