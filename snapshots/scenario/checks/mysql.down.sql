-- change_bookings (down)
-- For MySQL 9.7.4. Run with: mysql DATABASE < FILE

ALTER TABLE `bookings` DROP CONSTRAINT `seats_some`;
ALTER TABLE `bookings` DROP CONSTRAINT `ends_after`;
ALTER TABLE `bookings` DROP CONSTRAINT `code_known`;
ALTER TABLE `bookings` ADD CONSTRAINT `seats_some` CHECK (`seats` > 0);
ALTER TABLE `bookings` ADD CONSTRAINT `price_fair` CHECK (`price` BETWEEN 0 AND 1000);
