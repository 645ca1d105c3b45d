-- change_bookings (up)
-- For MariaDB 10.11.19. Run with: mariadb DATABASE < FILE

ALTER TABLE `bookings` DROP CONSTRAINT `price_fair`;
ALTER TABLE `bookings` DROP CONSTRAINT `seats_some`;
ALTER TABLE `bookings` ADD CONSTRAINT `code_known` CHECK (`code` IN ('early', 'late', 'it''s') OR lower(`code`) = 'vip');
ALTER TABLE `bookings` ADD CONSTRAINT `ends_after` CHECK (`ends` IS NULL OR `ends` >= `starts`);
ALTER TABLE `bookings` ADD CONSTRAINT `seats_some` CHECK (`seats` > 0 AND `seats` < 500);
