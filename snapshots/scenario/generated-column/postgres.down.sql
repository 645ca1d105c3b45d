-- change_posts (down)
-- For PostgreSQL 18.4. Run with: psql -v ON_ERROR_STOP=1 -f FILE

BEGIN;
DROP INDEX "posts_slug";
ALTER TABLE "posts" DROP COLUMN "slug";
ALTER TABLE "posts" ALTER COLUMN "shout" SET EXPRESSION AS (upper("title"));
COMMIT;
