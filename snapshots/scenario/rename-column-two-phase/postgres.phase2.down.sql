-- drop_old_column_after_rename_of_password_in_users_and_more (down), contract
-- For PostgreSQL 18.4. Run with: psql -v ON_ERROR_STOP=1 -f FILE

BEGIN;
ALTER TABLE "users" ADD COLUMN "years" integer;
ALTER TABLE "users" ALTER COLUMN "years" SET DEFAULT 18;
ALTER TABLE "users" ADD COLUMN "mail" character varying(190), ADD COLUMN "password" character varying(120);
CREATE FUNCTION "altair_sync_users_93992d25bd"() RETURNS trigger LANGUAGE plpgsql
SET search_path = ''
AS $altair$
#variable_conflict use_column
BEGIN
  IF tg_op = 'INSERT' THEN
    IF "new"."age" IS DISTINCT FROM 18 THEN
      IF "new"."years" IS DISTINCT FROM 18 THEN
        IF "new"."age" IS NOT DISTINCT FROM "new"."years" THEN
          RETURN new;
        END IF;
      END IF;
      new."years" := "new"."age";
    ELSE
      new."age" := "new"."years";
    END IF;
  ELSIF "new"."age" IS DISTINCT FROM "old"."age" OR "new"."years" IS DISTINCT FROM "old"."years" THEN
    IF "new"."age" IS NOT DISTINCT FROM "new"."years" THEN
      RETURN new;
    END IF;
    IF "new"."age" IS DISTINCT FROM "old"."age" THEN
      new."years" := "new"."age";
    ELSE
      new."age" := "new"."years";
    END IF;
  END IF;
  RETURN new;
END
$altair$;
CREATE TRIGGER "~altair_sync_users_93992d25bd" BEFORE INSERT OR UPDATE ON "users" FOR EACH ROW EXECUTE FUNCTION "altair_sync_users_93992d25bd"();
CREATE FUNCTION "altair_sync_users_2895836dc0"() RETURNS trigger LANGUAGE plpgsql
SET search_path = ''
AS $altair$
#variable_conflict use_column
BEGIN
  IF tg_op = 'INSERT' THEN
    IF "new"."email" IS NOT NULL THEN
      IF "new"."mail" IS NOT NULL THEN
        IF "new"."email" COLLATE "C" IS NOT DISTINCT FROM "new"."mail" THEN
          RETURN new;
        END IF;
      END IF;
      new."mail" := "new"."email";
    ELSE
      new."email" := "new"."mail";
    END IF;
  ELSIF "new"."email" COLLATE "C" IS DISTINCT FROM "old"."email" OR "new"."mail" COLLATE "C" IS DISTINCT FROM "old"."mail" THEN
    IF "new"."email" COLLATE "C" IS NOT DISTINCT FROM "new"."mail" THEN
      RETURN new;
    END IF;
    IF "new"."email" COLLATE "C" IS DISTINCT FROM "old"."email" THEN
      new."mail" := "new"."email";
    ELSE
      new."email" := "new"."mail";
    END IF;
  END IF;
  RETURN new;
END
$altair$;
CREATE TRIGGER "~altair_sync_users_2895836dc0" BEFORE INSERT OR UPDATE ON "users" FOR EACH ROW EXECUTE FUNCTION "altair_sync_users_2895836dc0"();
CREATE FUNCTION "altair_sync_users_beab229b54"() RETURNS trigger LANGUAGE plpgsql
SET search_path = ''
AS $altair$
#variable_conflict use_column
BEGIN
  IF tg_op = 'INSERT' THEN
    IF "new"."password_hash" IS NOT NULL THEN
      IF "new"."password" IS NOT NULL THEN
        IF "new"."password_hash" COLLATE "C" IS NOT DISTINCT FROM "new"."password" THEN
          RETURN new;
        END IF;
      END IF;
      new."password" := "new"."password_hash";
    ELSE
      new."password_hash" := "new"."password";
    END IF;
  ELSIF "new"."password_hash" COLLATE "C" IS DISTINCT FROM "old"."password_hash" OR "new"."password" COLLATE "C" IS DISTINCT FROM "old"."password" THEN
    IF "new"."password_hash" COLLATE "C" IS NOT DISTINCT FROM "new"."password" THEN
      RETURN new;
    END IF;
    IF "new"."password_hash" COLLATE "C" IS DISTINCT FROM "old"."password_hash" THEN
      new."password" := "new"."password_hash";
    ELSE
      new."password_hash" := "new"."password";
    END IF;
  END IF;
  RETURN new;
END
$altair$;
CREATE TRIGGER "~altair_sync_users_beab229b54" BEFORE INSERT OR UPDATE ON "users" FOR EACH ROW EXECUTE FUNCTION "altair_sync_users_beab229b54"();
UPDATE "users" SET "years" = "age", "mail" = "email", "password" = "password_hash";
CREATE INDEX "users_years_nick_idx" ON "users" ("years", "nick");
ALTER TABLE "users" RENAME CONSTRAINT "years_positive" TO "users_age_check";
ALTER TABLE "users" ALTER COLUMN "age" DROP NOT NULL;
ALTER TABLE "users" ALTER COLUMN "email" DROP NOT NULL;
ALTER TABLE "users" ALTER COLUMN "password_hash" DROP NOT NULL;
ALTER TABLE "users" ALTER COLUMN "years" SET NOT NULL;
ALTER TABLE "users" ALTER COLUMN "mail" SET NOT NULL;
ALTER TABLE "users" ALTER COLUMN "password" SET NOT NULL;
ALTER TABLE "users" ADD CONSTRAINT "users_mail_key" UNIQUE ("mail");
ALTER TABLE "users" ADD CONSTRAINT "years_positive" CHECK ("years" >= 0);
COMMIT;
