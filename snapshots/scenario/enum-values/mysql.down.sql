-- change_orders_and_parcels (down)
-- For MySQL 9.7.4. Run with: mysql DATABASE < FILE

-- Committed in 2 parts. If one fails, those before it stay done: plan again, and the new plan goes on from there.
-- Part 1 of 2
ALTER TABLE `parcels` MODIFY COLUMN `size` enum('small','medium','large') NULL;
-- Part 2 of 2
ALTER TABLE `orders` MODIFY COLUMN `state` enum('new','paid','sent') NOT NULL DEFAULT 'new';
