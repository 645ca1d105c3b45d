-- change_orders_and_parcels (down)
-- For MariaDB 10.11.19. Run with: mariadb DATABASE < FILE

ALTER TABLE `parcels` MODIFY COLUMN `size` enum('small','medium','large') NULL;
ALTER TABLE `orders` MODIFY COLUMN `state` enum('new','paid','sent') NOT NULL DEFAULT 'new';
