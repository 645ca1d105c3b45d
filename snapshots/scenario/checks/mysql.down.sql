-- change_bookings (down)
-- For MySQL 9.7.4. Run with: mysql DATABASE < FILE

-- Committed in 5 parts. If one fails, those before it stay done: plan again, and the new plan goes on from there.
-- Part 1 of 5
ALTER TABLE `bookings` DROP CONSTRAINT `seats_some`;
-- Part 2 of 5
ALTER TABLE `bookings` DROP CONSTRAINT `ends_after`;
-- Part 3 of 5
ALTER TABLE `bookings` DROP CONSTRAINT `code_known`;
-- Part 4 of 5
ALTER TABLE `bookings` ADD CONSTRAINT `seats_some` CHECK (`seats` > 0);
-- Part 5 of 5
ALTER TABLE `bookings` ADD CONSTRAINT `price_fair` CHECK (`price` BETWEEN 0 AND 1000);
