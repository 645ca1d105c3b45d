-- change_chickens_and_eggs (down)
-- For SQLite 3.52.0. Run with: sqlite3 -bail DATABASE < FILE

BEGIN;
CREATE TABLE "eggs" (
  "id" INTEGER PRIMARY KEY AUTOINCREMENT,
  "laid_by" BIGINT,
  "kept_id" BIGINT NOT NULL,
  FOREIGN KEY ("kept_id") REFERENCES "kept" ("id"),
  FOREIGN KEY ("laid_by") REFERENCES "chickens" ("id") ON DELETE CASCADE
);
CREATE TABLE "chickens" (
  "id" INTEGER PRIMARY KEY AUTOINCREMENT,
  "hatched_from" BIGINT,
  FOREIGN KEY ("hatched_from") REFERENCES "eggs" ("id") ON DELETE SET NULL
);
COMMIT;
