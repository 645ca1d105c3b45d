-- change_members (up)
-- For MariaDB 10.11.19. Run with: mariadb DATABASE < FILE

ALTER TABLE `members` ADD UNIQUE KEY `members_badge_key` (`badge`);
ALTER TABLE `members` ADD UNIQUE KEY `members_org_email` (`org_id`, `email`);
