-- fill_nick_in_users_before_not_null (up), expand
-- For PostgreSQL 18.4. Run with: psql -v ON_ERROR_STOP=1 -f FILE

-- Committed in 2 parts. If one fails, those before it stay done: plan again, and the new plan goes on from there.

-- Part 1 of 2
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
COMMIT;

-- Part 2 of 2
DO $altair$
#variable_conflict use_column
<<altair_batches>>
DECLARE
  first_1 "users"."id"%TYPE;
  next_1 "users"."id"%TYPE;
BEGIN
  SELECT "id" INTO altair_batches.first_1 FROM "users" ORDER BY "id" LIMIT 1;
  WHILE FOUND LOOP
    SELECT "id" INTO altair_batches.next_1 FROM "users" WHERE ("id") >= (altair_batches.first_1) ORDER BY "id" LIMIT 1 OFFSET 10000;
    IF NOT FOUND THEN
      UPDATE "users" SET "nick" = "email" WHERE ("id") >= (altair_batches.first_1) AND ("nick" IS NULL);
      COMMIT;
      EXIT;
    END IF;
    UPDATE "users" SET "nick" = "email" WHERE ("id") >= (altair_batches.first_1) AND ("id") < (altair_batches.next_1) AND ("nick" IS NULL);
    COMMIT;
    SELECT altair_batches.next_1 INTO altair_batches.first_1;
  END LOOP;
END
$altair$;
