-- change_members (up)
-- For MySQL 9.7.4. Run with: mysql DATABASE < FILE

ALTER TABLE `members` ADD UNIQUE KEY `members_badge_key` (`badge`);
ALTER TABLE `members` ADD UNIQUE KEY `members_org_email` (`org_id`, `email`);
