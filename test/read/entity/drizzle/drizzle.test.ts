/** Drizzle schemas without a database: what they come to. */
import { describe, expect, test } from 'vitest';
import { drizzle } from '../../../../src/read/entity/drizzle/index.js';
import { file, good, pg, sqlOf, wrong } from './reading.js';

describe('a Drizzle schema', () => {
  test('is known by what it imports', () => {
    const claims = (text: string, name = 'schema.ts') => drizzle.claims({ name, text });
    expect(claims(`import { pgTable } from 'drizzle-orm/pg-core';`)).toBe(true);
    expect(claims(`import { mysqlTable } from "drizzle-orm/mysql-core"`, 'a.mjs')).toBe(true);
    expect(claims(`import { defineConfig } from 'drizzle-kit'`)).toBe(true);
    expect(claims(`import { drizzle } from 'drizzle-orm/node-postgres'`)).toBe(false);
    expect(claims(`'drizzle-orm/pg-core'`, 'a.php')).toBe(false);
  });

  test('refers to the files it takes from', () => {
    const text = `import { a } from './a.js'; export * from '../b'; import { pgTable } from 'drizzle-orm/pg-core';`;
    expect(drizzle.refersTo({ name: 's.ts', text })).toEqual(['./a.js', '../b']);
  });

  test('owns what drizzle-kit owns, and leaves alone what it has no words for', () => {
    const { owns } = good('pg', pg('id: integer()'));
    expect(owns.byTable['t']).toMatchInlineSnapshot(`
      {
        "facets": [
          "columns",
          "primaryKey",
          "uniques",
          "foreignKeys",
          "checks",
          "indexes",
          "order",
        ],
        "notUnique": [],
        "unstated": Map {
          "id" => [
            "collation",
            "charset",
            "comment",
            "invisible",
          ],
        },
      }
    `);
    expect(owns.tables).toBe('listed');
  });

  test('is what its files export, by themselves or from others', () => {
    const files = [
      { name: 'src/index.ts', text: `export * from './users.js'; export { b as renamed } from './more.js';` },
      {
        name: 'src/users.ts',
        text: file(
          'pg',
          `export const users = pgTable('users', { id: integer() });\nconst hidden = pgTable('hidden', { id: integer() });`,
        ),
      },
      {
        name: 'src/more.ts',
        text: file(
          'pg',
          `export const b = pgTable('b', { id: integer() });\nexport const c = pgTable('c', { id: integer() });`,
        ),
      },
    ];
    const tables = (named?: ReadonlyArray<string>) =>
      good('pg', '', named === undefined ? { files } : { files, named }).schema.tables.map((t) => t.name.name);
    expect(tables(['src/index.ts'])).toEqual(['b', 'users']);
    expect(tables()).toEqual(['b', 'users', 'c']);
  });

  test('gives only the tables that were asked for, and their enum types', () => {
    const body = `export const e = pgEnum('e', ['x']); export const f = pgEnum('f', ['y']);\nexport const a = pgTable('as', { e: e() });\nexport const b = pgTable('bs', { f: f('f').array() });`;
    const names = (only: ReadonlyArray<string>) => {
      const { schema } = good('pg', body, { only });
      return [schema.tables.map((t) => t.name.name), schema.enums.map((e) => e.name.name)];
    };
    expect(names(['b'])).toEqual([['bs'], ['f']]);
    expect(names(['as'])).toEqual([['as'], ['e']]);
    expect(wrong('pg', body, { only: ['users'] })).toMatchInlineSnapshot(`
      "there is no table "users"
        There are a, b."
    `);
  });

  test('takes its names from the keys, in the case that drizzle.config.ts says', () => {
    const body = `export const users = pgTable('users', { userID: integer().primaryKey(), firstName: text().unique(), other: integer('OtherId').references(() => users.userID) }, (t) => [index().on(t.firstName), unique().on(t.userID, t.firstName)]);`;
    const config = (casing: string) => ({
      name: 'drizzle.config.ts',
      text: `import { defineConfig } from 'drizzle-kit'; export default defineConfig({ dialect: 'postgresql', casing: ${casing} });`,
    });
    const names = (casing: string | null) => {
      const files = [{ name: 's.ts', text: file('pg', body) }, ...(casing === null ? [] : [config(casing)])];
      const [table] = good('pg', body, { files }).schema.tables;
      return [
        table?.columns.map((c) => c.name),
        ...[table?.uniques, table?.indexes, table?.foreignKeys].map((l) => l?.map((x) => x.name)),
      ];
    };
    expect(names(null)).toMatchInlineSnapshot(`
      [
        [
          "userID",
          "firstName",
          "OtherId",
        ],
        [
          "users_firstName_unique",
          "users_userID_firstName_unique",
        ],
        [
          "users_firstName_index",
        ],
        [
          "users_OtherId_users_userID_fk",
        ],
      ]
    `);
    expect(names(`'snake_case'`)).toMatchInlineSnapshot(`
      [
        [
          "user_id",
          "first_name",
          "OtherId",
        ],
        [
          "users_firstName_unique",
          "users_userID_firstName_unique",
        ],
        [
          "users_first_name_index",
        ],
        [
          "users_OtherId_users_user_id_fk",
        ],
      ]
    `);
    expect(wrong('pg', '', { files: [config('process.env.CASING')] })).toMatchInlineSnapshot(`
      "drizzle.config.ts:1:118: casing of "drizzle-kit" is computed when the program runs ("process.env.CASING"): it is known at run time only
        Write the value itself, or a constant of a file that is read."
    `);
  });

  test('follows constants, enums, spreads and functions that only return', () => {
    const body = `enum Level { Low = 'low', High = 'high' }
const size = 2 ** 5;
const base = { id: integer().primaryKey() };
const make = (length: number) => varchar({ length });
export const level = pgEnum('level', Level);
export const t = pgTable(\`t_\${size}\`, { ...base, level: level().default(Level.High), name: make(size * 2) });`;
    expect(sqlOf('pg', body)).toMatchInlineSnapshot(`
      [
        "CREATE TYPE "level" AS ENUM ('low', 'high')",
        "CREATE TABLE "t_32" (
        "id" integer NOT NULL,
        "level" "level" DEFAULT 'high',
        "name" character varying(64),
        CONSTRAINT "t_32_pkey" PRIMARY KEY ("id")
      )",
      ]
    `);
  });

  test('reads what starters and the documentation write', () => {
    const starter = `import { relations, sql } from 'drizzle-orm';
import { index, pgTableCreator, primaryKey } from 'drizzle-orm/pg-core';
import type { AdapterAccount } from 'next-auth/adapters';

export const createTable = pgTableCreator((name) => \`app_\${name}\`);

export const posts = createTable(
  'post',
  (d) => ({
    id: d.integer().primaryKey().generatedByDefaultAsIdentity(),
    name: d.varchar({ length: 256 }),
    createdById: d.varchar({ length: 255 }).notNull().references(() => users.id),
    createdAt: d.timestamp({ withTimezone: true }).default(sql\`CURRENT_TIMESTAMP\`).notNull(),
    updatedAt: d.timestamp({ withTimezone: true }).$onUpdate(() => new Date()),
  }),
  (t) => [index('created_by_idx').on(t.createdById), index('name_idx').on(t.name)],
);
export const users = createTable('user', (d) => ({
  id: d.varchar({ length: 255 }).notNull().primaryKey().$defaultFn(() => crypto.randomUUID()),
  type: d.varchar({ length: 255 }).$type<AdapterAccount['type']>().notNull(),
}));
export const usersRelations = relations(users, ({ many }) => ({ posts: many(posts) }));
export const accounts = createTable('account', (d) => ({ a: d.text(), b: d.text() }), (t) => {
  return { pk: primaryKey({ columns: [t.a, t.b] }) };
});`;
    const docs = `import { pgTable as table } from "drizzle-orm/pg-core";
import * as t from "drizzle-orm/pg-core";
export const rolesEnum = t.pgEnum("roles", ["guest", "user", "admin"]);
export const people = table("people", {
  id: t.integer().primaryKey().generatedAlwaysAsIdentity(),
  email: t.varchar().notNull(),
  invitee: t.integer().references((): t.AnyPgColumn => people.id),
  role: rolesEnum().default("guest"),
}, (table) => [t.uniqueIndex("email_idx").on(table.email)]);`;
    const files = [
      { name: 'starter.ts', text: starter.replaceAll('\n', '\r\n') },
      { name: 'docs.js', text: docs.replace(': t.AnyPgColumn', '') },
      { name: 'docs.ts', text: docs.replaceAll('people', 'persons').replaceAll('email_idx', 'other_idx') },
    ];
    const { tables } = good('pg', '', { files }).schema;
    const shape = tables.map(
      (x) => `${x.name.name}: ${x.columns.map((c) => c.name + (c.nullable ? '?' : '')).join(' ')}`,
    );
    expect([...shape, ...tables.flatMap((x) => x.foreignKeys.map((f) => f.name))]).toMatchInlineSnapshot(`
      [
        "app_post: id name? createdById createdAt updatedAt?",
        "app_user: id type",
        "app_account: a? b?",
        "people: id email invitee? role?",
        "persons: id email invitee? role?",
        "app_post_createdById_app_user_id_fk",
        "people_invitee_people_id_fk",
        "persons_invitee_persons_id_fk",
      ]
    `);
  });

  test('makes what drizzle-kit makes', () => {
    expect(
      sqlOf(
        'mysql',
        `export const t = mysqlTable('t', { id: serial().primaryKey(), n: varchar({ length: 9 }).unique() });`,
      ),
    ).toMatchInlineSnapshot(`
      [
        "CREATE TABLE \`t\` (
        \`id\` bigint unsigned NOT NULL AUTO_INCREMENT,
        \`n\` varchar(9) NULL,
        PRIMARY KEY (\`id\`),
        UNIQUE KEY \`id\` (\`id\`),
        UNIQUE KEY \`t_n_unique\` (\`n\`)
      )",
      ]
    `);
    expect(
      sqlOf(
        'sqlite',
        `export const t = sqliteTable('t', { id: integer().primaryKey({ autoIncrement: true }), at: integer({ mode: 'timestamp_ms' }).defaultNow() });`,
      ),
    ).toMatchInlineSnapshot(`
      [
        "CREATE TABLE "t" (
        "id" INTEGER PRIMARY KEY AUTOINCREMENT,
        "at" INTEGER DEFAULT (cast((julianday('now') - 2440587.5) * 86400000 AS integer))
      )",
      ]
    `);
    expect(
      sqlOf(
        'pg',
        pg(
          'a: integer().notNull(), b: text()',
          `, (t) => [index().on(t.a.desc()), uniqueIndex('u').on(sql\`lower(\${t.b})\`).where(and(isNull(t.b), sql\`\${t.a} > 1\`)), check('c', sql\`\${t.a} > 0\`)]`,
        ),
      ),
    ).toMatchInlineSnapshot(`
      [
        "CREATE TABLE "t" (
        "a" integer NOT NULL,
        "b" text,
        CONSTRAINT "c" CHECK ("a" > 0)
      )",
        "CREATE INDEX "t_a_index" ON "t" ("a" DESC NULLS LAST)",
        "CREATE UNIQUE INDEX "u" ON "t" ((lower("b"))) WHERE "b" IS NULL AND "a" > 1",
      ]
    `);
  });

  test('takes of an array what was said of the array', () => {
    const [column] = good('pg', pg(`a: text().notNull().default('x').array()`)).schema.tables[0]?.columns ?? [];
    expect([column?.nullable, column?.default]).toEqual([true, null]);
  });

  test('says nothing of relations, types and other constants', () => {
    const body = `export const t = pgTable('t', { id: integer() });\nexport const r = relations(t, ({ one }) => ({ me: one(t) }));\nexport type T = typeof t.$inferSelect;\nexport const limit = Number(process.env.LIMIT);`;
    expect(good('pg', body).schema.tables.length).toBe(1);
  });
});
