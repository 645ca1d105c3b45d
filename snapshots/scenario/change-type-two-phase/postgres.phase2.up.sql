-- drop_old_column_after_type_change_of_age_in_visits_and_more (up), contract
-- For PostgreSQL 18.4. Run with: psql -v ON_ERROR_STOP=1 -f FILE

BEGIN;
DO $altair$
BEGIN
  IF EXISTS (SELECT 1 FROM "visits" WHERE NOT ("age__new" IS NOT DISTINCT FROM cast(cast("age" AS integer) AS integer) OR "age" COLLATE "C" IS NOT DISTINCT FROM cast(cast("age__new" AS text) AS text))) THEN
    RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'altair: visits: age and age__new differ, phase 2 was stopped';
  END IF;
END
$altair$;
DO $altair$
BEGIN
  IF EXISTS (SELECT 1 FROM "visits" WHERE NOT ("code__new" COLLATE "C" IS NOT DISTINCT FROM cast(cast("code" AS text) AS text) OR "code" IS NOT DISTINCT FROM cast(cast("code__new" AS integer) AS integer))) THEN
    RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'altair: visits: code and code__new differ, phase 2 was stopped';
  END IF;
END
$altair$;
DROP INDEX "visits_age_idx";
ALTER INDEX "visits_age__new_idx" RENAME TO "visits_age_idx";
DROP TRIGGER "~altair_sync_visits_579f167238" ON "visits";
DROP FUNCTION "altair_sync_visits_579f167238"();
DROP TRIGGER "~altair_sync_visits_66216eadea" ON "visits";
DROP FUNCTION "altair_sync_visits_66216eadea"();
ALTER TABLE "visits" DROP COLUMN "age";
ALTER TABLE "visits" RENAME COLUMN "age__new" TO "age";
ALTER TABLE "visits" ALTER COLUMN "age" SET NOT NULL;
ALTER TABLE "visits" DROP COLUMN "code";
ALTER TABLE "visits" RENAME COLUMN "code__new" TO "code";
COMMIT;
