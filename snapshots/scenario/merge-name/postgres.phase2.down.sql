-- drop_old_columns_after_split_of_first_name_and_last_name_in_users (down), contract
-- For PostgreSQL 18.4. Run with: psql -v ON_ERROR_STOP=1 -f FILE

BEGIN;
ALTER TABLE "users" ADD COLUMN "last_name" character varying(80), ADD COLUMN "first_name" character varying(80);
CREATE FUNCTION "altair_sync_users_cfaebf87e2"() RETURNS trigger LANGUAGE plpgsql
SET search_path = ''
AS $altair$
#variable_conflict use_column
BEGIN
  IF tg_op = 'INSERT' THEN
    IF "new"."full_name" IS NOT NULL THEN
      IF "new"."first_name" IS NOT NULL OR "new"."last_name" IS NOT NULL THEN
        IF "new"."full_name" COLLATE "C" IS NOT DISTINCT FROM cast("new"."first_name" || ' ' || "new"."last_name" AS text) THEN
          RETURN new;
        END IF;
      END IF;
      new."first_name" := split_part("new"."full_name", ' ', 1);
      new."last_name" := split_part("new"."full_name", ' ', 2);
    ELSE
      new."full_name" := "new"."first_name" || ' ' || "new"."last_name";
    END IF;
  ELSIF "new"."full_name" COLLATE "C" IS DISTINCT FROM "old"."full_name" OR "new"."first_name" COLLATE "C" IS DISTINCT FROM "old"."first_name" OR "new"."last_name" COLLATE "C" IS DISTINCT FROM "old"."last_name" THEN
    IF "new"."full_name" COLLATE "C" IS NOT DISTINCT FROM cast("new"."first_name" || ' ' || "new"."last_name" AS text) OR "new"."first_name" COLLATE "C" IS NOT DISTINCT FROM cast(split_part("new"."full_name", ' ', 1) AS text) AND "new"."last_name" COLLATE "C" IS NOT DISTINCT FROM cast(split_part("new"."full_name", ' ', 2) AS text) THEN
      RETURN new;
    END IF;
    IF "new"."full_name" COLLATE "C" IS DISTINCT FROM "old"."full_name" THEN
      new."first_name" := split_part("new"."full_name", ' ', 1);
      new."last_name" := split_part("new"."full_name", ' ', 2);
    ELSE
      new."full_name" := "new"."first_name" || ' ' || "new"."last_name";
    END IF;
  END IF;
  RETURN new;
END
$altair$;
CREATE TRIGGER "~altair_sync_users_cfaebf87e2" BEFORE INSERT OR UPDATE ON "users" FOR EACH ROW EXECUTE FUNCTION "altair_sync_users_cfaebf87e2"();
UPDATE "users" SET "last_name" = split_part("full_name", ' ', 2), "first_name" = split_part("full_name", ' ', 1);
ALTER TABLE "users" ALTER COLUMN "full_name" DROP NOT NULL;
ALTER TABLE "users" ALTER COLUMN "last_name" SET NOT NULL;
ALTER TABLE "users" ALTER COLUMN "first_name" SET NOT NULL;
COMMIT;
