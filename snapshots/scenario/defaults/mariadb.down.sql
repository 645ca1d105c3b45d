-- change_settings (down)
-- For MariaDB 10.11.19. Run with: mariadb DATABASE < FILE

-- Committed in 5 parts. If one fails, those before it stay done: plan again, and the new plan goes on from there.
-- Part 1 of 5
ALTER TABLE `settings` ALTER COLUMN `open` SET DEFAULT 0;
-- Part 2 of 5
ALTER TABLE `settings` ALTER COLUMN `made_at` SET DEFAULT NULL;
-- Part 3 of 5
ALTER TABLE `settings` ALTER COLUMN `note` DROP DEFAULT;
-- Part 4 of 5
ALTER TABLE `settings` ALTER COLUMN `size` SET DEFAULT 1;
-- Part 5 of 5
ALTER TABLE `settings` ALTER COLUMN `colour` SET DEFAULT 'red';
