-- require_nick_in_users (down), contract
-- For PostgreSQL 18.4. Run with: psql -v ON_ERROR_STOP=1 -f FILE

BEGIN;
CREATE FUNCTION "altair_sync_users_9e6ef23502"() RETURNS trigger LANGUAGE plpgsql
SET search_path = ''
AS $altair$
#variable_conflict use_column
BEGIN
  IF new."nick" IS NULL THEN
    new."nick" := "new"."email";
  END IF;
  RETURN new;
END
$altair$;
CREATE TRIGGER "~altair_sync_users_9e6ef23502" BEFORE INSERT OR UPDATE ON "users" FOR EACH ROW EXECUTE FUNCTION "altair_sync_users_9e6ef23502"();
ALTER TABLE "users" ALTER COLUMN "nick" DROP NOT NULL;
COMMIT;
