-- change_chickens_and_eggs (down)
-- For MySQL 9.7.4. Run with: mysql DATABASE < FILE

-- Committed in 4 parts. If one fails, those before it stay done: plan again, and the new plan goes on from there.
-- Part 1 of 4
CREATE TABLE `eggs` (
  `id` bigint NOT NULL AUTO_INCREMENT,
  `laid_by` bigint NULL,
  `kept_id` bigint NOT NULL,
  PRIMARY KEY (`id`),
  KEY `eggs_kept_id_idx` (`kept_id`),
  KEY `eggs_laid_by_idx` (`laid_by`),
  CONSTRAINT `eggs_kept_id_fkey` FOREIGN KEY (`kept_id`) REFERENCES `kept` (`id`)
);
-- Part 2 of 4
CREATE TABLE `chickens` (
  `id` bigint NOT NULL AUTO_INCREMENT,
  `hatched_from` bigint NULL,
  PRIMARY KEY (`id`),
  KEY `chickens_hatched_from_idx` (`hatched_from`)
);
-- Part 3 of 4
ALTER TABLE `eggs` ADD CONSTRAINT `eggs_laid_by_fkey` FOREIGN KEY (`laid_by`) REFERENCES `chickens` (`id`) ON DELETE CASCADE;
-- Part 4 of 4
ALTER TABLE `chickens` ADD CONSTRAINT `chickens_hatched_from_fkey` FOREIGN KEY (`hatched_from`) REFERENCES `eggs` (`id`) ON DELETE SET NULL;
