-- change_members (down)
-- For MySQL 9.7.4. Run with: mysql DATABASE < FILE

ALTER TABLE `members` DROP INDEX `members_org_email`;
ALTER TABLE `members` DROP INDEX `members_badge_key`;
