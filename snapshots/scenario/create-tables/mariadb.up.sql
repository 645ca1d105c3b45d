-- change_chickens_and_eggs (up)
-- For MariaDB 10.11.19. Run with: mariadb DATABASE < FILE

-- Committed in 4 parts. If one fails, those before it stay done: plan again, and the new plan goes on from there.
-- Part 1 of 4
CREATE TABLE `chickens` (
  `id` bigint NOT NULL AUTO_INCREMENT,
  `name` varchar(40) NOT NULL COMMENT 'its ''name''',
  `hatched_from` bigint NULL,
  `kind` enum('layer','broiler') NOT NULL DEFAULT 'layer',
  `weight` decimal(6,3) NULL,
  `tags` json NOT NULL,
  `seen_at` datetime NOT NULL DEFAULT CURRENT_TIMESTAMP,
  PRIMARY KEY (`id`),
  UNIQUE KEY `chickens_name_key` (`name`),
  KEY `chickens_hatched_from_idx` (`hatched_from`),
  CONSTRAINT `weight_positive` CHECK (`weight` > 0)
) COMMENT='Which came first';
-- Part 2 of 4
CREATE TABLE `eggs` (
  `id` bigint NOT NULL AUTO_INCREMENT,
  `laid_by` bigint NOT NULL,
  `token` char(36) NOT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `eggs_laid_by_token_key` (`laid_by`, `token`)
);
-- Part 3 of 4
ALTER TABLE `chickens` ADD CONSTRAINT `chickens_hatched_from_fkey` FOREIGN KEY (`hatched_from`) REFERENCES `eggs` (`id`) ON DELETE SET NULL;
-- Part 4 of 4
ALTER TABLE `eggs` ADD CONSTRAINT `eggs_laid_by_fkey` FOREIGN KEY (`laid_by`) REFERENCES `chickens` (`id`) ON DELETE CASCADE;
