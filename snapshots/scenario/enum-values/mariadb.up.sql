-- change_orders_and_parcels (up)
-- For MariaDB 10.11.19. Run with: mariadb DATABASE < FILE

ALTER TABLE `orders` MODIFY COLUMN `state` enum('new','checked','paid','sent','won''t be sent') NOT NULL DEFAULT 'new';
ALTER TABLE `parcels` MODIFY COLUMN `size` enum('small','large') NULL;
