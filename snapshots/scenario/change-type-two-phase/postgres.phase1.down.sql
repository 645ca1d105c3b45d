-- add_new_column_for_type_change_of_age_in_visits_and_more (down), expand
-- For PostgreSQL 18.4. Run with: psql -v ON_ERROR_STOP=1 -f FILE

BEGIN;
DROP INDEX "visits_age__new_idx";
DROP TRIGGER "~altair_sync_visits_66216eadea" ON "visits";
DROP FUNCTION "altair_sync_visits_66216eadea"();
DROP TRIGGER "~altair_sync_visits_579f167238" ON "visits";
DROP FUNCTION "altair_sync_visits_579f167238"();
ALTER TABLE "visits" DROP COLUMN "code__new", DROP COLUMN "age__new";
COMMIT;
