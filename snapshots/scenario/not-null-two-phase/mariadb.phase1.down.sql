-- fill_nick_in_users_before_not_null (down), expand
-- For MariaDB 10.11.19. Run with: mariadb DATABASE < FILE

DROP TRIGGER `altair_sync_users_9e6ef23502_update`;
DROP TRIGGER `altair_sync_users_9e6ef23502_insert`;
