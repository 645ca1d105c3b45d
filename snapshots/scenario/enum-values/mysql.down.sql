-- change_orders_and_parcels (down)
-- For MySQL 9.7.4. Run with: mysql DATABASE < FILE

ALTER TABLE `parcels` MODIFY COLUMN `size` enum('small','medium','large') NULL;
ALTER TABLE `orders` MODIFY COLUMN `state` enum('new','paid','sent') NOT NULL DEFAULT 'new';
