-- add_new_columns_for_split_of_full_name_in_users (up), expand
-- For PostgreSQL 18.4. Run with: psql -v ON_ERROR_STOP=1 -f FILE

BEGIN;
ALTER TABLE "users" ADD COLUMN "first_name" character varying(80), ADD COLUMN "last_name" character varying(80);
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
UPDATE "users" SET "first_name" = split_part("full_name", ' ', 1), "last_name" = split_part("full_name", ' ', 2) WHERE NOT ("first_name" COLLATE "C" IS NOT DISTINCT FROM cast(split_part("full_name", ' ', 1) AS text) AND "last_name" COLLATE "C" IS NOT DISTINCT FROM cast(split_part("full_name", ' ', 2) AS text) OR "full_name" COLLATE "C" IS NOT DISTINCT FROM cast("first_name" || ' ' || "last_name" AS text));
CREATE INDEX "users_last_name_first_name_idx" ON "users" ("last_name", "first_name");
COMMIT;
