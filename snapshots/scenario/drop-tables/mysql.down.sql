-- change_chickens_and_eggs (down)
-- For MySQL 9.7.4. Run with: mysql DATABASE < FILE

CREATE TABLE `eggs` (
  `id` bigint NOT NULL AUTO_INCREMENT,
  `laid_by` bigint NULL,
  `kept_id` bigint NOT NULL,
  PRIMARY KEY (`id`),
  KEY `eggs_kept_id_idx` (`kept_id`),
  KEY `eggs_laid_by_idx` (`laid_by`),
  CONSTRAINT `eggs_kept_id_fkey` FOREIGN KEY (`kept_id`) REFERENCES `kept` (`id`)
);
CREATE TABLE `chickens` (
  `id` bigint NOT NULL AUTO_INCREMENT,
  `hatched_from` bigint NULL,
  PRIMARY KEY (`id`),
  KEY `chickens_hatched_from_idx` (`hatched_from`)
);
ALTER TABLE `eggs` ADD CONSTRAINT `eggs_laid_by_fkey` FOREIGN KEY (`laid_by`) REFERENCES `chickens` (`id`) ON DELETE CASCADE;
ALTER TABLE `chickens` ADD CONSTRAINT `chickens_hatched_from_fkey` FOREIGN KEY (`hatched_from`) REFERENCES `eggs` (`id`) ON DELETE SET NULL;
