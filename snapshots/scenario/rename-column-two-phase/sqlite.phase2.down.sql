-- drop_old_column_after_rename_of_password_in_users_and_more (down), contract
-- For SQLite 3.52.0. Run with: sqlite3 -bail DATABASE < FILE

PRAGMA foreign_keys = OFF;

BEGIN;
CREATE TEMP TABLE "_altair_guard" ("before" INTEGER NOT NULL, "after" INTEGER NOT NULL, "foreign_keys" INTEGER NOT NULL, CONSTRAINT "foreign_keys_must_be_off" CHECK ("foreign_keys" = 0), CONSTRAINT "no_new_foreign_key_violation" CHECK ("after" <= "before"));
INSERT INTO temp."_altair_guard" ("before", "after", "foreign_keys") SELECT (WITH touched AS MATERIALIZED (SELECT m.name FROM sqlite_master AS m WHERE m.type = 'table' AND m.rootpage > 0 AND (m.name COLLATE NOCASE IN ('users') OR EXISTS (SELECT 1 FROM pragma_foreign_key_list(m.name) AS f WHERE f."table" COLLATE NOCASE IN ('users')))) SELECT count(*) FROM touched, pragma_foreign_key_check(touched.name)), 0, "foreign_keys" FROM pragma_foreign_keys;
CREATE TABLE "_altair_new_users" (
  "id" INTEGER PRIMARY KEY AUTOINCREMENT,
  "nick" VARCHAR(40),
  "password_hash" VARCHAR(120),
  "email" VARCHAR(190),
  "age" INTEGER DEFAULT 18,
  "years" INTEGER DEFAULT 18,
  "mail" VARCHAR(190),
  "password" VARCHAR(120),
  UNIQUE ("email"),
  CHECK ("age" >= 0)
);
INSERT INTO "_altair_new_users" ("id", "nick", "password_hash", "email", "age", "years") SELECT "id", "nick", "password_hash", "email", "age", NULL FROM "users";
DELETE FROM sqlite_sequence WHERE name = '_altair_new_users';
INSERT INTO sqlite_sequence (name, seq) SELECT '_altair_new_users', seq FROM sqlite_sequence WHERE name = 'users' COLLATE NOCASE;
DROP TABLE "users";
PRAGMA legacy_alter_table = ON;
ALTER TABLE "_altair_new_users" RENAME TO "users";
PRAGMA legacy_alter_table = OFF;
CREATE INDEX "users_age_nick_idx" ON "users" ("age", "nick");
CREATE INDEX "users_years_nick_idx" ON "users" ("years", "nick");
CREATE TRIGGER "altair_sync_users_93992d25bd_insert" AFTER INSERT ON "users" BEGIN UPDATE "users" SET "years" = "age" WHERE ("rowid" IS "NEW"."rowid") AND ("NEW"."age" IS NOT 18) AND NOT (("NEW"."years" IS NOT 18) AND ("age" IS "years")); UPDATE "users" SET "age" = "years" WHERE ("rowid" IS "NEW"."rowid") AND NOT ("NEW"."age" IS NOT 18) AND NOT ("age" IS "years"); END;
CREATE TRIGGER "altair_sync_users_93992d25bd_update" AFTER UPDATE OF "age", "years" ON "users" WHEN ("NEW"."age" IS NOT "OLD"."age") OR ("NEW"."years" IS NOT "OLD"."years") BEGIN UPDATE "users" SET "years" = "age" WHERE ("rowid" IS "NEW"."rowid") AND ("NEW"."age" IS NOT "OLD"."age") AND ("age" IS NOT "years"); UPDATE "users" SET "age" = "years" WHERE ("rowid" IS "NEW"."rowid") AND NOT ("NEW"."age" IS NOT "OLD"."age") AND ("age" IS NOT "years"); END;
CREATE TRIGGER "altair_sync_users_2895836dc0_insert" AFTER INSERT ON "users" BEGIN UPDATE "users" SET "mail" = "email" WHERE ("rowid" IS "NEW"."rowid") AND "NEW"."email" IS NOT NULL AND NOT ("NEW"."mail" IS NOT NULL AND ("email" IS "mail")); UPDATE "users" SET "email" = "mail" WHERE ("rowid" IS "NEW"."rowid") AND NOT ("NEW"."email" IS NOT NULL) AND NOT ("email" IS "mail"); END;
CREATE TRIGGER "altair_sync_users_2895836dc0_update" AFTER UPDATE OF "email", "mail" ON "users" WHEN ("NEW"."email" IS NOT "OLD"."email") OR ("NEW"."mail" IS NOT "OLD"."mail") BEGIN UPDATE "users" SET "mail" = "email" WHERE ("rowid" IS "NEW"."rowid") AND ("NEW"."email" IS NOT "OLD"."email") AND ("email" IS NOT "mail"); UPDATE "users" SET "email" = "mail" WHERE ("rowid" IS "NEW"."rowid") AND NOT ("NEW"."email" IS NOT "OLD"."email") AND ("email" IS NOT "mail"); END;
CREATE TRIGGER "altair_sync_users_beab229b54_insert" AFTER INSERT ON "users" BEGIN UPDATE "users" SET "password" = "password_hash" WHERE ("rowid" IS "NEW"."rowid") AND "NEW"."password_hash" IS NOT NULL AND NOT ("NEW"."password" IS NOT NULL AND ("password_hash" IS "password")); UPDATE "users" SET "password_hash" = "password" WHERE ("rowid" IS "NEW"."rowid") AND NOT ("NEW"."password_hash" IS NOT NULL) AND NOT ("password_hash" IS "password"); END;
CREATE TRIGGER "altair_sync_users_beab229b54_update" AFTER UPDATE OF "password_hash", "password" ON "users" WHEN ("NEW"."password_hash" IS NOT "OLD"."password_hash") OR ("NEW"."password" IS NOT "OLD"."password") BEGIN UPDATE "users" SET "password" = "password_hash" WHERE ("rowid" IS "NEW"."rowid") AND ("NEW"."password_hash" IS NOT "OLD"."password_hash") AND ("password_hash" IS NOT "password"); UPDATE "users" SET "password_hash" = "password" WHERE ("rowid" IS "NEW"."rowid") AND NOT ("NEW"."password_hash" IS NOT "OLD"."password_hash") AND ("password_hash" IS NOT "password"); END;
UPDATE "users" SET "years" = "age", "mail" = "email", "password" = "password_hash";
CREATE TABLE "_altair_new_users" (
  "id" INTEGER PRIMARY KEY AUTOINCREMENT,
  "nick" VARCHAR(40),
  "password_hash" VARCHAR(120),
  "email" VARCHAR(190),
  "age" INTEGER DEFAULT 18,
  "years" INTEGER NOT NULL DEFAULT 18,
  "mail" VARCHAR(190),
  "password" VARCHAR(120),
  UNIQUE ("email"),
  UNIQUE ("mail"),
  CHECK ("age" >= 0),
  CONSTRAINT "years_positive" CHECK ("years" >= 0)
);
INSERT INTO "_altair_new_users" ("id", "nick", "password_hash", "email", "age", "years", "mail", "password") SELECT "id", "nick", "password_hash", "email", "age", "years", "mail", "password" FROM "users";
DELETE FROM sqlite_sequence WHERE name = '_altair_new_users';
INSERT INTO sqlite_sequence (name, seq) SELECT '_altair_new_users', seq FROM sqlite_sequence WHERE name = 'users' COLLATE NOCASE;
DROP TABLE "users";
PRAGMA legacy_alter_table = ON;
ALTER TABLE "_altair_new_users" RENAME TO "users";
PRAGMA legacy_alter_table = OFF;
CREATE INDEX "users_age_nick_idx" ON "users" ("age", "nick");
CREATE INDEX "users_years_nick_idx" ON "users" ("years", "nick");
CREATE TRIGGER "altair_sync_users_93992d25bd_insert" AFTER INSERT ON "users" BEGIN UPDATE "users" SET "years" = "age" WHERE ("rowid" IS "NEW"."rowid") AND ("NEW"."age" IS NOT 18) AND NOT (("NEW"."years" IS NOT 18) AND ("age" IS "years")); UPDATE "users" SET "age" = "years" WHERE ("rowid" IS "NEW"."rowid") AND NOT ("NEW"."age" IS NOT 18) AND NOT ("age" IS "years"); END;
CREATE TRIGGER "altair_sync_users_93992d25bd_update" AFTER UPDATE OF "age", "years" ON "users" WHEN ("NEW"."age" IS NOT "OLD"."age") OR ("NEW"."years" IS NOT "OLD"."years") BEGIN UPDATE "users" SET "years" = "age" WHERE ("rowid" IS "NEW"."rowid") AND ("NEW"."age" IS NOT "OLD"."age") AND ("age" IS NOT "years"); UPDATE "users" SET "age" = "years" WHERE ("rowid" IS "NEW"."rowid") AND NOT ("NEW"."age" IS NOT "OLD"."age") AND ("age" IS NOT "years"); END;
CREATE TRIGGER "altair_sync_users_2895836dc0_insert" AFTER INSERT ON "users" BEGIN UPDATE "users" SET "mail" = "email" WHERE ("rowid" IS "NEW"."rowid") AND "NEW"."email" IS NOT NULL AND NOT ("NEW"."mail" IS NOT NULL AND ("email" IS "mail")); UPDATE "users" SET "email" = "mail" WHERE ("rowid" IS "NEW"."rowid") AND NOT ("NEW"."email" IS NOT NULL) AND NOT ("email" IS "mail"); END;
CREATE TRIGGER "altair_sync_users_2895836dc0_update" AFTER UPDATE OF "email", "mail" ON "users" WHEN ("NEW"."email" IS NOT "OLD"."email") OR ("NEW"."mail" IS NOT "OLD"."mail") BEGIN UPDATE "users" SET "mail" = "email" WHERE ("rowid" IS "NEW"."rowid") AND ("NEW"."email" IS NOT "OLD"."email") AND ("email" IS NOT "mail"); UPDATE "users" SET "email" = "mail" WHERE ("rowid" IS "NEW"."rowid") AND NOT ("NEW"."email" IS NOT "OLD"."email") AND ("email" IS NOT "mail"); END;
CREATE TRIGGER "altair_sync_users_beab229b54_insert" AFTER INSERT ON "users" BEGIN UPDATE "users" SET "password" = "password_hash" WHERE ("rowid" IS "NEW"."rowid") AND "NEW"."password_hash" IS NOT NULL AND NOT ("NEW"."password" IS NOT NULL AND ("password_hash" IS "password")); UPDATE "users" SET "password_hash" = "password" WHERE ("rowid" IS "NEW"."rowid") AND NOT ("NEW"."password_hash" IS NOT NULL) AND NOT ("password_hash" IS "password"); END;
CREATE TRIGGER "altair_sync_users_beab229b54_update" AFTER UPDATE OF "password_hash", "password" ON "users" WHEN ("NEW"."password_hash" IS NOT "OLD"."password_hash") OR ("NEW"."password" IS NOT "OLD"."password") BEGIN UPDATE "users" SET "password" = "password_hash" WHERE ("rowid" IS "NEW"."rowid") AND ("NEW"."password_hash" IS NOT "OLD"."password_hash") AND ("password_hash" IS NOT "password"); UPDATE "users" SET "password_hash" = "password" WHERE ("rowid" IS "NEW"."rowid") AND NOT ("NEW"."password_hash" IS NOT "OLD"."password_hash") AND ("password_hash" IS NOT "password"); END;
UPDATE temp."_altair_guard" SET "after" = (WITH touched AS MATERIALIZED (SELECT m.name FROM sqlite_master AS m WHERE m.type = 'table' AND m.rootpage > 0 AND (m.name COLLATE NOCASE IN ('users') OR EXISTS (SELECT 1 FROM pragma_foreign_key_list(m.name) AS f WHERE f."table" COLLATE NOCASE IN ('users')))) SELECT count(*) FROM touched, pragma_foreign_key_check(touched.name));
DROP TABLE temp."_altair_guard";
COMMIT;

PRAGMA foreign_keys = ON;
