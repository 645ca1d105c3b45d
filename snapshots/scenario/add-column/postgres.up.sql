-- change_users (up)
-- For PostgreSQL 18.4. Run with: psql -v ON_ERROR_STOP=1 -f FILE

BEGIN;
ALTER TABLE "users" ADD COLUMN "nickname" character varying(40), ADD COLUMN "visits" integer DEFAULT 0 NOT NULL, ADD COLUMN "active" boolean DEFAULT true NOT NULL;
ALTER TABLE "users" ADD COLUMN "seen_at" timestamp without time zone DEFAULT CURRENT_TIMESTAMP NOT NULL;
ALTER TABLE "users" ADD COLUMN "motto" character varying(80) DEFAULT E'it''s \\ 100%' NOT NULL, ADD COLUMN "display_name" character varying(190);
UPDATE "users" SET "display_name" = coalesce("first_name" || ' ' || "last_name", "email") WHERE "display_name" IS NULL;
ALTER TABLE "users" ALTER COLUMN "display_name" SET NOT NULL;
COMMIT;
