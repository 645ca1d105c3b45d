-- drop_old_column_after_split_of_full_name_in_users (down), contract
-- For PostgreSQL 18.4. Run with: psql -v ON_ERROR_STOP=1 -f FILE

BEGIN;
ALTER TABLE "users" ADD COLUMN "full_name" character varying(160);
CREATE FUNCTION "altair_sync_users_091b7cbebd"() RETURNS trigger LANGUAGE plpgsql
SET search_path = ''
AS $altair$
#variable_conflict use_column
BEGIN
  IF tg_op = 'INSERT' THEN
    IF "new"."first_name" IS NOT NULL OR "new"."last_name" IS NOT NULL THEN
      IF "new"."full_name" IS NOT NULL THEN
        IF "new"."first_name" COLLATE "C" IS NOT DISTINCT FROM cast(split_part("new"."full_name", ' ', 1) AS text) AND "new"."last_name" COLLATE "C" IS NOT DISTINCT FROM cast(split_part("new"."full_name", ' ', 2) AS text) THEN
          RETURN new;
        END IF;
      END IF;
      new."full_name" := "new"."first_name" || ' ' || "new"."last_name";
    ELSE
      new."first_name" := split_part("new"."full_name", ' ', 1);
      new."last_name" := split_part("new"."full_name", ' ', 2);
    END IF;
  ELSIF "new"."first_name" COLLATE "C" IS DISTINCT FROM "old"."first_name" OR "new"."last_name" COLLATE "C" IS DISTINCT FROM "old"."last_name" OR "new"."full_name" COLLATE "C" IS DISTINCT FROM "old"."full_name" THEN
    IF "new"."first_name" COLLATE "C" IS NOT DISTINCT FROM cast(split_part("new"."full_name", ' ', 1) AS text) AND "new"."last_name" COLLATE "C" IS NOT DISTINCT FROM cast(split_part("new"."full_name", ' ', 2) AS text) OR "new"."full_name" COLLATE "C" IS NOT DISTINCT FROM cast("new"."first_name" || ' ' || "new"."last_name" AS text) THEN
      RETURN new;
    END IF;
    IF "new"."first_name" COLLATE "C" IS DISTINCT FROM "old"."first_name" OR "new"."last_name" COLLATE "C" IS DISTINCT FROM "old"."last_name" THEN
      new."full_name" := "new"."first_name" || ' ' || "new"."last_name";
    ELSE
      new."first_name" := split_part("new"."full_name", ' ', 1);
      new."last_name" := split_part("new"."full_name", ' ', 2);
    END IF;
  END IF;
  RETURN new;
END
$altair$;
CREATE TRIGGER "~altair_sync_users_091b7cbebd" BEFORE INSERT OR UPDATE ON "users" FOR EACH ROW EXECUTE FUNCTION "altair_sync_users_091b7cbebd"();
UPDATE "users" SET "full_name" = "first_name" || ' ' || "last_name";
CREATE INDEX "users_full_name_idx" ON "users" ("full_name");
ALTER TABLE "users" ALTER COLUMN "last_name" DROP NOT NULL;
ALTER TABLE "users" ALTER COLUMN "first_name" DROP NOT NULL;
ALTER TABLE "users" ALTER COLUMN "full_name" SET NOT NULL;
COMMIT;
