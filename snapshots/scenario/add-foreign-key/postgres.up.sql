-- add_home_id_to_users (up)
-- For PostgreSQL 18.4. Run with: psql -v ON_ERROR_STOP=1 -f FILE

BEGIN;
ALTER TABLE "users" ADD COLUMN "home_id" bigint;
ALTER TABLE "users" ADD CONSTRAINT "users_boss_id_fkey" FOREIGN KEY ("boss_id") REFERENCES "users" ("id") ON DELETE SET NULL;
ALTER TABLE "users" ADD CONSTRAINT "users_home_id_fkey" FOREIGN KEY ("home_id") REFERENCES "organisations" ("id");
ALTER TABLE "users" ADD CONSTRAINT "users_org_id_fkey" FOREIGN KEY ("org_id") REFERENCES "organisations" ("id") ON DELETE CASCADE ON UPDATE RESTRICT;
COMMIT;
