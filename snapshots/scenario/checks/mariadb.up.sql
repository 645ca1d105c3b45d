-- change_bookings (up)
-- For MariaDB 10.11.19. Run with: mariadb DATABASE < FILE

-- Committed in 5 parts. If one fails, those before it stay done: plan again, and the new plan goes on from there.
-- Part 1 of 5
ALTER TABLE `bookings` DROP CONSTRAINT `price_fair`;
-- Part 2 of 5
ALTER TABLE `bookings` DROP CONSTRAINT `seats_some`;
-- Part 3 of 5
ALTER TABLE `bookings` ADD CONSTRAINT `code_known` CHECK (`code` IN ('early', 'late', 'it''s') OR lower(`code`) = 'vip');
-- Part 4 of 5
ALTER TABLE `bookings` ADD CONSTRAINT `ends_after` CHECK (`ends` IS NULL OR `ends` >= `starts`);
-- Part 5 of 5
ALTER TABLE `bookings` ADD CONSTRAINT `seats_some` CHECK (`seats` > 0 AND `seats` < 500);
