<?php

declare(strict_types=1);

namespace Migration;

use Cycle\Migrations\Migration;

/**
 * phase2_drop_old_column_after_rename_of_password_in_users_and_more (contract), for SQLite 3.52.0.
 */
final class Phase2DropOldColumnAfterRenameOfPasswordInUsersAndMore_20260527_114523_1 extends Migration
{
    protected const DATABASE = 'default';

    public function up(): void
    {
        // Closes the migrator's own query; SQLite drops no table while one is open.
        $this->database()->getDriver()->getSchemaHandler();
        $this->database()->commit();
        $this->database()->execute('PRAGMA foreign_keys = OFF');
        $this->database()->begin();
        $this->database()->execute('CREATE TEMP TABLE "_altair_guard" ("before" INTEGER NOT NULL, "after" INTEGER NOT NULL, "foreign_keys" INTEGER NOT NULL, CONSTRAINT "foreign_keys_must_be_off" CHECK ("foreign_keys" = 0), CONSTRAINT "no_new_foreign_key_violation" CHECK ("after" <= "before"))');
        $this->database()->execute('INSERT INTO temp."_altair_guard" ("before", "after", "foreign_keys") SELECT (WITH touched AS MATERIALIZED (SELECT m.name FROM sqlite_master AS m WHERE m.type = \'table\' AND m.rootpage > 0 AND (m.name COLLATE NOCASE IN (\'users\') OR EXISTS (SELECT 1 FROM pragma_foreign_key_list(m.name) AS f WHERE f."table" COLLATE NOCASE IN (\'users\')))) SELECT count(*) FROM touched, pragma_foreign_key_check(touched.name)), 0, "foreign_keys" FROM pragma_foreign_keys');
        $this->database()->execute('DROP TABLE IF EXISTS temp."_altair_assert"');
        $this->database()->execute('CREATE TEMP TABLE "_altair_assert" ("row" INTEGER)');
        $this->database()->execute('CREATE TEMP TRIGGER "_altair_refuse" BEFORE INSERT ON "_altair_assert" BEGIN SELECT RAISE(ABORT, \'altair: users: password and password_hash differ, phase 2 was stopped\'); END');
        $this->database()->execute('INSERT INTO temp."_altair_assert" SELECT 1 FROM main."users" WHERE ("password_hash" IS NOT "password") LIMIT 1');
        $this->database()->execute('DROP TABLE temp."_altair_assert"');
        $this->database()->execute('DROP TABLE IF EXISTS temp."_altair_assert"');
        $this->database()->execute('CREATE TEMP TABLE "_altair_assert" ("row" INTEGER)');
        $this->database()->execute('CREATE TEMP TRIGGER "_altair_refuse" BEFORE INSERT ON "_altair_assert" BEGIN SELECT RAISE(ABORT, \'altair: users: mail and email differ, phase 2 was stopped\'); END');
        $this->database()->execute('INSERT INTO temp."_altair_assert" SELECT 1 FROM main."users" WHERE ("email" IS NOT "mail") LIMIT 1');
        $this->database()->execute('DROP TABLE temp."_altair_assert"');
        $this->database()->execute('DROP TABLE IF EXISTS temp."_altair_assert"');
        $this->database()->execute('CREATE TEMP TABLE "_altair_assert" ("row" INTEGER)');
        $this->database()->execute('CREATE TEMP TRIGGER "_altair_refuse" BEFORE INSERT ON "_altair_assert" BEGIN SELECT RAISE(ABORT, \'altair: users: years and age differ, phase 2 was stopped\'); END');
        $this->database()->execute('INSERT INTO temp."_altair_assert" SELECT 1 FROM main."users" WHERE ("age" IS NOT "years") LIMIT 1');
        $this->database()->execute('DROP TABLE temp."_altair_assert"');
        $this->database()->execute('DROP TRIGGER "altair_sync_users_beab229b54_update"');
        $this->database()->execute('DROP TRIGGER "altair_sync_users_beab229b54_insert"');
        $this->database()->execute('DROP TRIGGER "altair_sync_users_2895836dc0_update"');
        $this->database()->execute('DROP TRIGGER "altair_sync_users_2895836dc0_insert"');
        $this->database()->execute('DROP TRIGGER "altair_sync_users_93992d25bd_update"');
        $this->database()->execute('DROP TRIGGER "altair_sync_users_93992d25bd_insert"');
        $this->database()->execute(
            'CREATE TABLE "_altair_new_users" (' . "\n"
            . '  "id" INTEGER PRIMARY KEY AUTOINCREMENT,' . "\n"
            . '  "nick" VARCHAR(40),' . "\n"
            . '  "password_hash" VARCHAR(120) NOT NULL,' . "\n"
            . '  "email" VARCHAR(190) NOT NULL,' . "\n"
            . '  "age" INTEGER NOT NULL DEFAULT 18,' . "\n"
            . '  UNIQUE ("email"),' . "\n"
            . '  CONSTRAINT "years_positive" CHECK ("age" >= 0)' . "\n"
            . ')'
        );
        $this->database()->execute('INSERT INTO "_altair_new_users" ("id", "nick", "password_hash", "email", "age") SELECT "id", "nick", "password_hash", "email", "age" FROM "users"');
        $this->database()->execute('DELETE FROM sqlite_sequence WHERE name = \'_altair_new_users\'');
        $this->database()->execute('INSERT INTO sqlite_sequence (name, seq) SELECT \'_altair_new_users\', seq FROM sqlite_sequence WHERE name = \'users\' COLLATE NOCASE');
        $this->database()->execute('DROP TABLE "users"');
        $this->database()->execute('PRAGMA legacy_alter_table = ON');
        $this->database()->execute('ALTER TABLE "_altair_new_users" RENAME TO "users"');
        $this->database()->execute('PRAGMA legacy_alter_table = OFF');
        $this->database()->execute('CREATE INDEX "users_age_nick_idx" ON "users" ("age", "nick")');
        $this->database()->execute('UPDATE temp."_altair_guard" SET "after" = (WITH touched AS MATERIALIZED (SELECT m.name FROM sqlite_master AS m WHERE m.type = \'table\' AND m.rootpage > 0 AND (m.name COLLATE NOCASE IN (\'users\') OR EXISTS (SELECT 1 FROM pragma_foreign_key_list(m.name) AS f WHERE f."table" COLLATE NOCASE IN (\'users\')))) SELECT count(*) FROM touched, pragma_foreign_key_check(touched.name))');
        $this->database()->execute('DROP TABLE temp."_altair_guard"');
        $this->database()->commit();
        $this->database()->execute('PRAGMA foreign_keys = ON');
        $this->database()->begin();
    }

    public function down(): void
    {
        // Closes the migrator's own query; SQLite drops no table while one is open.
        $this->database()->getDriver()->getSchemaHandler();
        $this->database()->commit();
        $this->database()->execute('PRAGMA foreign_keys = OFF');
        $this->database()->begin();
        $this->database()->execute('CREATE TEMP TABLE "_altair_guard" ("before" INTEGER NOT NULL, "after" INTEGER NOT NULL, "foreign_keys" INTEGER NOT NULL, CONSTRAINT "foreign_keys_must_be_off" CHECK ("foreign_keys" = 0), CONSTRAINT "no_new_foreign_key_violation" CHECK ("after" <= "before"))');
        $this->database()->execute('INSERT INTO temp."_altair_guard" ("before", "after", "foreign_keys") SELECT (WITH touched AS MATERIALIZED (SELECT m.name FROM sqlite_master AS m WHERE m.type = \'table\' AND m.rootpage > 0 AND (m.name COLLATE NOCASE IN (\'users\') OR EXISTS (SELECT 1 FROM pragma_foreign_key_list(m.name) AS f WHERE f."table" COLLATE NOCASE IN (\'users\')))) SELECT count(*) FROM touched, pragma_foreign_key_check(touched.name)), 0, "foreign_keys" FROM pragma_foreign_keys');
        $this->database()->execute(
            'CREATE TABLE "_altair_new_users" (' . "\n"
            . '  "id" INTEGER PRIMARY KEY AUTOINCREMENT,' . "\n"
            . '  "nick" VARCHAR(40),' . "\n"
            . '  "password_hash" VARCHAR(120),' . "\n"
            . '  "email" VARCHAR(190),' . "\n"
            . '  "age" INTEGER DEFAULT 18,' . "\n"
            . '  "years" INTEGER DEFAULT 18,' . "\n"
            . '  "mail" VARCHAR(190),' . "\n"
            . '  "password" VARCHAR(120),' . "\n"
            . '  UNIQUE ("email"),' . "\n"
            . '  CHECK ("age" >= 0)' . "\n"
            . ')'
        );
        $this->database()->execute('INSERT INTO "_altair_new_users" ("id", "nick", "password_hash", "email", "age", "years") SELECT "id", "nick", "password_hash", "email", "age", NULL FROM "users"');
        $this->database()->execute('DELETE FROM sqlite_sequence WHERE name = \'_altair_new_users\'');
        $this->database()->execute('INSERT INTO sqlite_sequence (name, seq) SELECT \'_altair_new_users\', seq FROM sqlite_sequence WHERE name = \'users\' COLLATE NOCASE');
        $this->database()->execute('DROP TABLE "users"');
        $this->database()->execute('PRAGMA legacy_alter_table = ON');
        $this->database()->execute('ALTER TABLE "_altair_new_users" RENAME TO "users"');
        $this->database()->execute('PRAGMA legacy_alter_table = OFF');
        $this->database()->execute('CREATE INDEX "users_age_nick_idx" ON "users" ("age", "nick")');
        $this->database()->execute('CREATE INDEX "users_years_nick_idx" ON "users" ("years", "nick")');
        $this->database()->execute('CREATE TRIGGER "altair_sync_users_93992d25bd_insert" AFTER INSERT ON "users" BEGIN UPDATE "users" SET "years" = "age" WHERE ("rowid" IS "NEW"."rowid") AND ("NEW"."age" IS NOT 18) AND NOT (("NEW"."years" IS NOT 18) AND ("age" IS "years")); UPDATE "users" SET "age" = "years" WHERE ("rowid" IS "NEW"."rowid") AND NOT ("NEW"."age" IS NOT 18) AND NOT ("age" IS "years"); END');
        $this->database()->execute('CREATE TRIGGER "altair_sync_users_93992d25bd_update" AFTER UPDATE OF "age", "years" ON "users" WHEN ("NEW"."age" IS NOT "OLD"."age") OR ("NEW"."years" IS NOT "OLD"."years") BEGIN UPDATE "users" SET "years" = "age" WHERE ("rowid" IS "NEW"."rowid") AND ("NEW"."age" IS NOT "OLD"."age") AND ("age" IS NOT "years"); UPDATE "users" SET "age" = "years" WHERE ("rowid" IS "NEW"."rowid") AND NOT ("NEW"."age" IS NOT "OLD"."age") AND ("age" IS NOT "years"); END');
        $this->database()->execute('CREATE TRIGGER "altair_sync_users_2895836dc0_insert" AFTER INSERT ON "users" BEGIN UPDATE "users" SET "mail" = "email" WHERE ("rowid" IS "NEW"."rowid") AND "NEW"."email" IS NOT NULL AND NOT ("NEW"."mail" IS NOT NULL AND ("email" IS "mail")); UPDATE "users" SET "email" = "mail" WHERE ("rowid" IS "NEW"."rowid") AND NOT ("NEW"."email" IS NOT NULL) AND NOT ("email" IS "mail"); END');
        $this->database()->execute('CREATE TRIGGER "altair_sync_users_2895836dc0_update" AFTER UPDATE OF "email", "mail" ON "users" WHEN ("NEW"."email" IS NOT "OLD"."email") OR ("NEW"."mail" IS NOT "OLD"."mail") BEGIN UPDATE "users" SET "mail" = "email" WHERE ("rowid" IS "NEW"."rowid") AND ("NEW"."email" IS NOT "OLD"."email") AND ("email" IS NOT "mail"); UPDATE "users" SET "email" = "mail" WHERE ("rowid" IS "NEW"."rowid") AND NOT ("NEW"."email" IS NOT "OLD"."email") AND ("email" IS NOT "mail"); END');
        $this->database()->execute('CREATE TRIGGER "altair_sync_users_beab229b54_insert" AFTER INSERT ON "users" BEGIN UPDATE "users" SET "password" = "password_hash" WHERE ("rowid" IS "NEW"."rowid") AND "NEW"."password_hash" IS NOT NULL AND NOT ("NEW"."password" IS NOT NULL AND ("password_hash" IS "password")); UPDATE "users" SET "password_hash" = "password" WHERE ("rowid" IS "NEW"."rowid") AND NOT ("NEW"."password_hash" IS NOT NULL) AND NOT ("password_hash" IS "password"); END');
        $this->database()->execute('CREATE TRIGGER "altair_sync_users_beab229b54_update" AFTER UPDATE OF "password_hash", "password" ON "users" WHEN ("NEW"."password_hash" IS NOT "OLD"."password_hash") OR ("NEW"."password" IS NOT "OLD"."password") BEGIN UPDATE "users" SET "password" = "password_hash" WHERE ("rowid" IS "NEW"."rowid") AND ("NEW"."password_hash" IS NOT "OLD"."password_hash") AND ("password_hash" IS NOT "password"); UPDATE "users" SET "password_hash" = "password" WHERE ("rowid" IS "NEW"."rowid") AND NOT ("NEW"."password_hash" IS NOT "OLD"."password_hash") AND ("password_hash" IS NOT "password"); END');
        $this->database()->execute('UPDATE "users" SET "years" = "age", "mail" = "email", "password" = "password_hash"');
        $this->database()->execute(
            'CREATE TABLE "_altair_new_users" (' . "\n"
            . '  "id" INTEGER PRIMARY KEY AUTOINCREMENT,' . "\n"
            . '  "nick" VARCHAR(40),' . "\n"
            . '  "password_hash" VARCHAR(120),' . "\n"
            . '  "email" VARCHAR(190),' . "\n"
            . '  "age" INTEGER DEFAULT 18,' . "\n"
            . '  "years" INTEGER NOT NULL DEFAULT 18,' . "\n"
            . '  "mail" VARCHAR(190),' . "\n"
            . '  "password" VARCHAR(120),' . "\n"
            . '  UNIQUE ("email"),' . "\n"
            . '  UNIQUE ("mail"),' . "\n"
            . '  CHECK ("age" >= 0),' . "\n"
            . '  CONSTRAINT "years_positive" CHECK ("years" >= 0)' . "\n"
            . ')'
        );
        $this->database()->execute('INSERT INTO "_altair_new_users" ("id", "nick", "password_hash", "email", "age", "years", "mail", "password") SELECT "id", "nick", "password_hash", "email", "age", "years", "mail", "password" FROM "users"');
        $this->database()->execute('DELETE FROM sqlite_sequence WHERE name = \'_altair_new_users\'');
        $this->database()->execute('INSERT INTO sqlite_sequence (name, seq) SELECT \'_altair_new_users\', seq FROM sqlite_sequence WHERE name = \'users\' COLLATE NOCASE');
        $this->database()->execute('DROP TABLE "users"');
        $this->database()->execute('PRAGMA legacy_alter_table = ON');
        $this->database()->execute('ALTER TABLE "_altair_new_users" RENAME TO "users"');
        $this->database()->execute('PRAGMA legacy_alter_table = OFF');
        $this->database()->execute('CREATE INDEX "users_age_nick_idx" ON "users" ("age", "nick")');
        $this->database()->execute('CREATE INDEX "users_years_nick_idx" ON "users" ("years", "nick")');
        $this->database()->execute('CREATE TRIGGER "altair_sync_users_93992d25bd_insert" AFTER INSERT ON "users" BEGIN UPDATE "users" SET "years" = "age" WHERE ("rowid" IS "NEW"."rowid") AND ("NEW"."age" IS NOT 18) AND NOT (("NEW"."years" IS NOT 18) AND ("age" IS "years")); UPDATE "users" SET "age" = "years" WHERE ("rowid" IS "NEW"."rowid") AND NOT ("NEW"."age" IS NOT 18) AND NOT ("age" IS "years"); END');
        $this->database()->execute('CREATE TRIGGER "altair_sync_users_93992d25bd_update" AFTER UPDATE OF "age", "years" ON "users" WHEN ("NEW"."age" IS NOT "OLD"."age") OR ("NEW"."years" IS NOT "OLD"."years") BEGIN UPDATE "users" SET "years" = "age" WHERE ("rowid" IS "NEW"."rowid") AND ("NEW"."age" IS NOT "OLD"."age") AND ("age" IS NOT "years"); UPDATE "users" SET "age" = "years" WHERE ("rowid" IS "NEW"."rowid") AND NOT ("NEW"."age" IS NOT "OLD"."age") AND ("age" IS NOT "years"); END');
        $this->database()->execute('CREATE TRIGGER "altair_sync_users_2895836dc0_insert" AFTER INSERT ON "users" BEGIN UPDATE "users" SET "mail" = "email" WHERE ("rowid" IS "NEW"."rowid") AND "NEW"."email" IS NOT NULL AND NOT ("NEW"."mail" IS NOT NULL AND ("email" IS "mail")); UPDATE "users" SET "email" = "mail" WHERE ("rowid" IS "NEW"."rowid") AND NOT ("NEW"."email" IS NOT NULL) AND NOT ("email" IS "mail"); END');
        $this->database()->execute('CREATE TRIGGER "altair_sync_users_2895836dc0_update" AFTER UPDATE OF "email", "mail" ON "users" WHEN ("NEW"."email" IS NOT "OLD"."email") OR ("NEW"."mail" IS NOT "OLD"."mail") BEGIN UPDATE "users" SET "mail" = "email" WHERE ("rowid" IS "NEW"."rowid") AND ("NEW"."email" IS NOT "OLD"."email") AND ("email" IS NOT "mail"); UPDATE "users" SET "email" = "mail" WHERE ("rowid" IS "NEW"."rowid") AND NOT ("NEW"."email" IS NOT "OLD"."email") AND ("email" IS NOT "mail"); END');
        $this->database()->execute('CREATE TRIGGER "altair_sync_users_beab229b54_insert" AFTER INSERT ON "users" BEGIN UPDATE "users" SET "password" = "password_hash" WHERE ("rowid" IS "NEW"."rowid") AND "NEW"."password_hash" IS NOT NULL AND NOT ("NEW"."password" IS NOT NULL AND ("password_hash" IS "password")); UPDATE "users" SET "password_hash" = "password" WHERE ("rowid" IS "NEW"."rowid") AND NOT ("NEW"."password_hash" IS NOT NULL) AND NOT ("password_hash" IS "password"); END');
        $this->database()->execute('CREATE TRIGGER "altair_sync_users_beab229b54_update" AFTER UPDATE OF "password_hash", "password" ON "users" WHEN ("NEW"."password_hash" IS NOT "OLD"."password_hash") OR ("NEW"."password" IS NOT "OLD"."password") BEGIN UPDATE "users" SET "password" = "password_hash" WHERE ("rowid" IS "NEW"."rowid") AND ("NEW"."password_hash" IS NOT "OLD"."password_hash") AND ("password_hash" IS NOT "password"); UPDATE "users" SET "password_hash" = "password" WHERE ("rowid" IS "NEW"."rowid") AND NOT ("NEW"."password_hash" IS NOT "OLD"."password_hash") AND ("password_hash" IS NOT "password"); END');
        $this->database()->execute('UPDATE temp."_altair_guard" SET "after" = (WITH touched AS MATERIALIZED (SELECT m.name FROM sqlite_master AS m WHERE m.type = \'table\' AND m.rootpage > 0 AND (m.name COLLATE NOCASE IN (\'users\') OR EXISTS (SELECT 1 FROM pragma_foreign_key_list(m.name) AS f WHERE f."table" COLLATE NOCASE IN (\'users\')))) SELECT count(*) FROM touched, pragma_foreign_key_check(touched.name))');
        $this->database()->execute('DROP TABLE temp."_altair_guard"');
        $this->database()->commit();
        $this->database()->execute('PRAGMA foreign_keys = ON');
        $this->database()->begin();
    }
}
