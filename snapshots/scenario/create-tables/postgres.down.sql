-- change_chickens_and_eggs (down)
-- For PostgreSQL 18.4. Run with: psql -v ON_ERROR_STOP=1 -f FILE

BEGIN;
ALTER TABLE "eggs" DROP CONSTRAINT "eggs_laid_by_fkey";
ALTER TABLE "chickens" DROP CONSTRAINT "chickens_hatched_from_fkey";
DROP TABLE "eggs";
DROP TABLE "chickens";
DROP TYPE "chickens_kind";
COMMIT;
