-- change_members (down)
-- For MariaDB 10.11.19. Run with: mariadb DATABASE < FILE

ALTER TABLE `members` DROP INDEX `members_org_email`;
ALTER TABLE `members` DROP INDEX `members_badge_key`;
