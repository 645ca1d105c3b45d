-- add_new_column_for_type_change_of_age_in_visits_and_more (up), expand
-- For PostgreSQL 18.4. Run with: psql -v ON_ERROR_STOP=1 -f FILE

BEGIN;
ALTER TABLE "visits" ADD COLUMN "age__new" integer, ADD COLUMN "code__new" character varying(20);
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
UPDATE "visits" SET "age__new" = cast("age" AS integer) WHERE NOT ("age__new" IS NOT DISTINCT FROM cast(cast("age" AS integer) AS integer) OR "age" COLLATE "C" IS NOT DISTINCT FROM cast(cast("age__new" AS text) AS text));
UPDATE "visits" SET "code__new" = cast("code" AS text) WHERE NOT ("code__new" COLLATE "C" IS NOT DISTINCT FROM cast(cast("code" AS text) AS text) OR "code" IS NOT DISTINCT FROM cast(cast("code__new" AS integer) AS integer));
CREATE INDEX "visits_age__new_idx" ON "visits" ("age__new");
COMMIT;
