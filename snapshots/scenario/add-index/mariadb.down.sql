-- add_unique_customer_id_to_orders (down)
-- For MariaDB 10.11.19. Run with: mariadb DATABASE < FILE

-- Committed in 3 parts. If one fails, those before it stay done: plan again, and the new plan goes on from there.
-- Part 1 of 3
DROP INDEX `orders_state_idx` ON `orders`;
-- Part 2 of 3
DROP INDEX `orders_recent` ON `orders`;
-- Part 3 of 3
ALTER TABLE `orders` DROP INDEX `orders_customer_id`;
