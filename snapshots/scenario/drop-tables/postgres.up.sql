-- change_chickens_and_eggs (up)
-- For PostgreSQL 18.4. Run with: psql -v ON_ERROR_STOP=1 -f FILE

BEGIN;
ALTER TABLE "chickens" DROP CONSTRAINT "chickens_hatched_from_fkey";
ALTER TABLE "eggs" DROP CONSTRAINT "eggs_laid_by_fkey";
DROP TABLE "chickens";
DROP TABLE "eggs";
COMMIT;
