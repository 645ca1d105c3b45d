-- change_users (down)
-- For PostgreSQL 18.4. Run with: psql -v ON_ERROR_STOP=1 -f FILE

-- Not everything comes back; the plan says what does not.
BEGIN;
ALTER TABLE "users" ADD COLUMN "legacy_score" integer, ADD COLUMN "legacy_role" character varying(20) DEFAULT 'guest', ADD COLUMN "legacy_code" character varying(20);
ALTER TABLE "users" ADD CONSTRAINT "users_legacy_code_key" UNIQUE ("legacy_code");
CREATE INDEX "users_by_score" ON "users" ("legacy_score", "email");
ALTER TABLE "users" ADD CONSTRAINT "score_positive" CHECK ("legacy_score" >= 0);
COMMIT;
