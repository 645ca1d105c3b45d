-- change_members (down)
-- For MySQL 9.7.4. Run with: mysql DATABASE < FILE

-- Committed in 2 parts. If one fails, those before it stay done: plan again, and the new plan goes on from there.
-- Part 1 of 2
ALTER TABLE `members` DROP INDEX `members_org_email`;
-- Part 2 of 2
ALTER TABLE `members` DROP INDEX `members_badge_key`;
