-- change_chickens_and_eggs (up)
-- For SQLite 3.52.0. Run with: sqlite3 -bail DATABASE < FILE

BEGIN;
CREATE TABLE "chickens" (
  "id" INTEGER PRIMARY KEY AUTOINCREMENT,
  "name" VARCHAR(40) NOT NULL,
  "hatched_from" BIGINT,
  "kind" TEXT NOT NULL DEFAULT 'layer',
  "weight" DECIMAL(6,3),
  "tags" TEXT NOT NULL,
  "seen_at" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
  FOREIGN KEY ("hatched_from") REFERENCES "eggs" ("id") ON DELETE SET NULL,
  CONSTRAINT "chickens_kind_check" CHECK ("kind" IN ('layer', 'broiler')),
  CONSTRAINT "weight_positive" CHECK ("weight" > 0)
);
CREATE UNIQUE INDEX "chickens_name_key" ON "chickens" ("name");
CREATE TABLE "eggs" (
  "id" INTEGER PRIMARY KEY AUTOINCREMENT,
  "laid_by" BIGINT NOT NULL,
  "token" CHAR(36) NOT NULL,
  FOREIGN KEY ("laid_by") REFERENCES "chickens" ("id") ON DELETE CASCADE
);
CREATE UNIQUE INDEX "eggs_laid_by_token_key" ON "eggs" ("laid_by", "token");
COMMIT;
