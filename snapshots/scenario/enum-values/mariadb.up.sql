-- change_orders_and_parcels (up)
-- For MariaDB 10.11.19. Run with: mariadb DATABASE < FILE

-- Committed in 2 parts. If one fails, those before it stay done: plan again, and the new plan goes on from there.
-- Part 1 of 2
ALTER TABLE `orders` MODIFY COLUMN `state` enum('new','checked','paid','sent','won''t be sent') NOT NULL DEFAULT 'new';
-- Part 2 of 2
ALTER TABLE `parcels` MODIFY COLUMN `size` enum('small','large') NULL;
