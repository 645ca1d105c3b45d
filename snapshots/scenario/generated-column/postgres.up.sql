-- change_posts (up)
-- For PostgreSQL 18.4. Run with: psql -v ON_ERROR_STOP=1 -f FILE

BEGIN;
ALTER TABLE "posts" ALTER COLUMN "shout" SET EXPRESSION AS (upper(trim("title")));
ALTER TABLE "posts" ADD COLUMN "slug" character varying(80) GENERATED ALWAYS AS (lower("title")) STORED;
CREATE INDEX "posts_slug" ON "posts" ("slug");
COMMIT;
