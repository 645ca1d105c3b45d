-- change_orders_and_parcels (up)
-- For MySQL 9.7.4. Run with: mysql DATABASE < FILE

ALTER TABLE `orders` MODIFY COLUMN `state` enum('new','checked','paid','sent','won''t be sent') NOT NULL DEFAULT 'new';
ALTER TABLE `parcels` MODIFY COLUMN `size` enum('small','large') NULL;
