-- drop_old_column_after_type_change_of_age_in_visits_and_more (down), contract
-- For PostgreSQL 18.4. Run with: psql -v ON_ERROR_STOP=1 -f FILE

BEGIN;
ALTER TABLE "visits" RENAME COLUMN "code" TO "code__new";
ALTER TABLE "visits" ADD COLUMN "code" integer;
ALTER TABLE "visits" ALTER COLUMN "age" DROP NOT NULL;
ALTER TABLE "visits" RENAME COLUMN "age" TO "age__new";
ALTER TABLE "visits" ADD COLUMN "age" character varying(20);
CREATE FUNCTION "altair_sync_visits_66216eadea"() RETURNS trigger LANGUAGE plpgsql
SET search_path = ''
AS $altair$
#variable_conflict use_column
BEGIN
  IF tg_op = 'INSERT' THEN
    IF "new"."code__new" IS NOT NULL THEN
      IF "new"."code" IS NOT NULL THEN
        IF "new"."code__new" COLLATE "C" IS NOT DISTINCT FROM cast(cast("new"."code" AS text) AS text) THEN
          RETURN new;
        END IF;
      END IF;
      new."code" := cast("new"."code__new" AS integer);
    ELSE
      new."code__new" := cast("new"."code" AS text);
    END IF;
  ELSIF "new"."code__new" COLLATE "C" IS DISTINCT FROM "old"."code__new" OR "new"."code" IS DISTINCT FROM "old"."code" THEN
    IF "new"."code__new" COLLATE "C" IS NOT DISTINCT FROM cast(cast("new"."code" AS text) AS text) OR "new"."code" IS NOT DISTINCT FROM cast(cast("new"."code__new" AS integer) AS integer) THEN
      RETURN new;
    END IF;
    IF "new"."code__new" COLLATE "C" IS DISTINCT FROM "old"."code__new" THEN
      new."code" := cast("new"."code__new" AS integer);
    ELSE
      new."code__new" := cast("new"."code" AS text);
    END IF;
  END IF;
  RETURN new;
END
$altair$;
CREATE TRIGGER "~altair_sync_visits_66216eadea" BEFORE INSERT OR UPDATE ON "visits" FOR EACH ROW EXECUTE FUNCTION "altair_sync_visits_66216eadea"();
CREATE FUNCTION "altair_sync_visits_579f167238"() RETURNS trigger LANGUAGE plpgsql
SET search_path = ''
AS $altair$
#variable_conflict use_column
BEGIN
  IF tg_op = 'INSERT' THEN
    IF "new"."age__new" IS NOT NULL THEN
      IF "new"."age" IS NOT NULL THEN
        IF "new"."age__new" IS NOT DISTINCT FROM cast(cast("new"."age" AS integer) AS integer) THEN
          RETURN new;
        END IF;
      END IF;
      new."age" := cast("new"."age__new" AS text);
    ELSE
      new."age__new" := cast("new"."age" AS integer);
    END IF;
  ELSIF "new"."age__new" IS DISTINCT FROM "old"."age__new" OR "new"."age" COLLATE "C" IS DISTINCT FROM "old"."age" THEN
    IF "new"."age__new" IS NOT DISTINCT FROM cast(cast("new"."age" AS integer) AS integer) OR "new"."age" COLLATE "C" IS NOT DISTINCT FROM cast(cast("new"."age__new" AS text) AS text) THEN
      RETURN new;
    END IF;
    IF "new"."age__new" IS DISTINCT FROM "old"."age__new" THEN
      new."age" := cast("new"."age__new" AS text);
    ELSE
      new."age__new" := cast("new"."age" AS integer);
    END IF;
  END IF;
  RETURN new;
END
$altair$;
CREATE TRIGGER "~altair_sync_visits_579f167238" BEFORE INSERT OR UPDATE ON "visits" FOR EACH ROW EXECUTE FUNCTION "altair_sync_visits_579f167238"();
UPDATE "visits" SET "code" = cast("code__new" AS integer), "age" = cast("age__new" AS text);
ALTER INDEX "visits_age_idx" RENAME TO "visits_age__new_idx";
CREATE INDEX "visits_age_idx" ON "visits" ("age");
ALTER TABLE "visits" ALTER COLUMN "age" SET NOT NULL;
COMMIT;
