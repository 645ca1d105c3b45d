/** Drizzle schemas without a database: what they come to, and what is refused, where, and with which advice. */
import { describe, expect, test } from 'vitest';
import { plan } from '../../../../src/compile.js';
import { type Desired, whole } from '../../../../src/ir/desired.js';
import type { DialectId } from '../../../../src/ir/expression.js';
import { emptySchema } from '../../../../src/ir/schema.js';
import { isLeft } from '../../../../src/prelude.js';
import { drizzle } from '../../../../src/read/entity/drizzle/index.js';
import type { EntityRequest } from '../../../../src/read/entity/framework.js';
import { problemsText } from '../../../../src/report/problems.js';

type Part = 'pg' | 'mysql' | 'sqlite';
const dialects: Readonly<Record<Part, DialectId>> = { pg: 'postgres', mysql: 'mysql', sqlite: 'sqlite' };

/** The file begins with its imports, on one line: a table stands on line 2. */
const file = (part: Part, body: string): string => {
  const words = [...new Set(body.match(/(?<![.\w])[a-z]\w*(?=\()/gi) ?? [])];
  const others = /^(?:sql|relations|isNull|eq|and|make|Date|Number)$/;
  const own = words.filter((w) => !others.test(w) && !new RegExp(`(?:const|function) ${w}\\b`).test(body));
  return `import { ${own.join(', ')} } from 'drizzle-orm/${part}-core'; import { sql, isNull, eq, and, relations } from 'drizzle-orm';\n${body}`;
};

const request = (part: Part, body: string, more: Partial<EntityRequest> = {}): EntityRequest => ({
  files: [{ name: 's.ts', text: file(part, body) }],
  only: null,
  dialect: dialects[part],
  ...more,
});

const good = (part: Part, body: string, more: Partial<EntityRequest> = {}): Desired => {
  const made = drizzle.read(request(part, body, more));
  if (isLeft(made)) throw new Error(problemsText(made.left));
  return made.right;
};

const wrong = (part: Part, body: string, more: Partial<EntityRequest> = {}): string => {
  const made = drizzle.read(request(part, body, more));
  if (!isLeft(made)) throw new Error('nothing was wrong with it');
  return problemsText(made.left);
};

/** The statements that make it of nothing. */
const sqlOf = (part: Part, body: string): ReadonlyArray<string> => {
  const made = plan(whole(emptySchema), good(part, body), { dialect: dialects[part] });
  if (isLeft(made)) throw new Error(problemsText(made.left));
  return made.right.migrations.flatMap((m) => m.up.flatMap((s) => s.statements.map((x) => x.sql)));
};

const pg = (columns: string, extra = ''): string => `export const t = pgTable('t', { ${columns} }${extra});`;

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
        "unstated": {
          "id": [
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

describe('is refused with its place', () => {
  test('what only running the program would tell', () => {
    expect(wrong('pg', `export const t = pgTable(process.env.T, { id: integer() });`)).toMatchInlineSnapshot(`
      "s.ts:2:38: the name of the table of "t" is computed when the program runs ("process.env.T"): it is known at run time only
        Write the value itself, or a constant of a file that is read."
    `);
    expect(wrong('pg', `export const t = pgTable('t', { ...make(), id: integer() });`)).toMatchInlineSnapshot(`
      "s.ts:2:36: a part of the columns of "t" is computed when the program runs ("make()"): it calls a function
        Write the value itself, or a constant of a file that is read."
    `);
    expect(wrong('pg', pg(`a: varchar({ length: Number(process.env.N) })`))).toMatchInlineSnapshot(`
      "s.ts:2:54: length of varchar() of "t" is computed when the program runs ("Number(process.env.N)"): it calls a function
        Write the value itself, or a constant of a file that is read."
    `);
    expect(wrong('pg', pg(`a: text().default(process.env.D)`))).toMatchInlineSnapshot(`
      "s.ts:2:63: the default of column a of "t" is computed when the program runs ("process.env.D"): it is known at run time only
        Write the value itself, sql\`…\`, or $defaultFn for what the program makes."
    `);
    expect(wrong('pg', pg(`a: make('a')`))).toMatchInlineSnapshot(`
      "s.ts:2:36: column a of "t" is computed when the program runs ("make("a")"): it calls a function
        Write it with a column function of the library."
    `);
    expect(wrong('pg', pg('a: integer().references(() => other.id)'))).toMatchInlineSnapshot(`
      "s.ts:2:69: a reference of "t" is computed when the program runs ("other.id"): it is known at run time only
        Give the file with that table too."
    `);
    expect(
      wrong('pg', `import { other } from './other.js';\n${pg('a: integer().references(() => other.id)')}`),
    ).toMatchInlineSnapshot(`
      "s.ts:3:69: a reference of "t" is computed when the program runs ("other.id"): it comes from "./other.js", which was not read
        Give the file with that table too."
    `);
    expect(wrong('pg', pg('a: integer()', `, (t) => [1 < 2 ? make(t) : make(t)]`))).toMatchInlineSnapshot(`
      "s.ts:2:57: a key or index of "t" is computed when the program runs ("1 < 2 ? make(t) : make(t)"): its condition is not known
        Write the value itself, or a constant of a file that is read."
    `);
  });

  test('values in a template: a definition takes no parameters', () => {
    expect(wrong('pg', pg('a: integer()', ', (t) => [check("c", sql`${t.a} > ${21}`)]'))).toMatchInlineSnapshot(
      `
      "s.ts:2:83: expected a column for "a part of the check c", found 21 in t
        Write it out in the template, or with sql.raw("…"): a definition takes no parameters."
    `,
    );
    expect(wrong('pg', pg('a: integer()', ', (t) => [index("i").on(t.a).where(eq(t.a, 1))]'))).toMatchInlineSnapshot(
      `
      "s.ts:2:90: expected a column for "a part of where of index()", found 1 in t
        Write it out in the template, or with sql.raw("…"): a definition takes no parameters."
    `,
    );
    expect(wrong('pg', pg('a: integer().default(sql`${process.env.N}`)'))).toMatchInlineSnapshot(`
      "s.ts:2:72: a part of the default of column a of "t" is computed when the program runs ("process.env.N"): it is known at run time only
        Write it out in the template, or with sql.raw("…"): a definition takes no parameters."
    `);
    expect(
      sqlOf(
        'pg',
        pg('a: integer().default(sql.raw("1 + 1"))', ', (t) => [check("c", sql`${t.a} > ${sql.raw("21")}`)]'),
      ),
    ).toMatchInlineSnapshot(`
      [
        "CREATE TABLE "t" (
        "a" integer DEFAULT (1 + 1),
        CONSTRAINT "c" CHECK ("a" > 21)
      )",
      ]
    `);
  });

  test('another engine than the plan’s', () => {
    expect(wrong('pg', pg('a: integer()'), { dialect: 'sqlite' })).toMatchInlineSnapshot(`
      "s.ts:2:18: sources disagree about "the engine": the schema is written for PostgreSQL, the plan is for sqlite
        Name a database of PostgreSQL with --db, or say --driver postgres."
    `);
    expect(
      isLeft(
        drizzle.read({ ...request('mysql', `export const t = mysqlTable('t', { a: int() });`), dialect: 'mariadb' }),
      ),
    ).toBe(false);
  });

  test('what is not planned', () => {
    expect(
      wrong('pg', `${pg('a: integer()')}\nexport const v = pgView('v').as((qb) => qb.select().from(t));`),
    ).toMatchInlineSnapshot(`
      "s.ts:3:18: pgView() of "v" is not understood
        Views, sequences, roles and policies are not planned: keep them in a file that is not given here."
    `);
    expect(
      wrong('pg', `${pg('a: integer()')}\nexport const s = pgSequence('s');\nexport const r = pgRole('r');`),
    ).toMatchInlineSnapshot(`
      "s.ts:3:18: pgSequence() of "s" is not understood
        Views, sequences, roles and policies are not planned: keep them in a file that is not given here.
      s.ts:4:18: pgRole() of "r" is not understood
        Views, sequences, roles and policies are not planned: keep them in a file that is not given here."
    `);
    expect(
      wrong('pg', `export const s = pgSchema('x');\nexport const v = s.view('v').as((qb) => qb);`),
    ).toMatchInlineSnapshot(`
      "s.ts:3:18: view() of "v" is not understood
        Views, sequences, roles and policies are not planned: keep them in a file that is not given here."
    `);
    expect(wrong('pg', pg('a: integer()', ', () => [pgPolicy("p")]'))).toMatchInlineSnapshot(`
      "s.ts:2:56: pgPolicy() of "t" is not understood
        Policies and their like are not planned: keep them out of the files that are given, and make them by hand."
    `);
    expect(wrong('pg', `export const t = pgTable('t', { a: integer() }).enableRLS();`)).toMatchInlineSnapshot(`
      "s.ts:2:18: enableRLS() of "t" is not understood
        Views, sequences, roles and policies are not planned: keep them in a file that is not given here."
    `);
    expect(
      wrong('pg', pg(`a: integer().generatedAlwaysAsIdentity({ name: 's', minValue: 1, maxValue: 9, cycle: true })`)),
    ).toMatchInlineSnapshot(`
      "s.ts:2:80: name of the sequence of column a of "t" is not understood
        Leave it out here, and change the sequence by hand.
      s.ts:2:108: maxValue of the sequence of column a of "t" is not understood
        Leave it out here, and change the sequence by hand.
      s.ts:2:118: cycle of the sequence of column a of "t" is not understood
        Leave it out here, and change the sequence by hand."
    `);
    expect(good('pg', `${pg('a: integer()')}\nexport const v = pgView('v', {}).existing();`).schema.tables.length).toBe(
      1,
    );
  });

  test('functions, settings and calls that nobody knows', () => {
    expect(wrong('pg', pg('a: integr()'))).toMatchInlineSnapshot(`
      "s.ts:2:36: unknown type "integr()"
        Did you mean integer()?"
    `);
    expect(wrong('pg', pg('a: varchar({ size: 3 })'))).toMatchInlineSnapshot(`
      "s.ts:2:46: unknown key "size" in varchar() of t
        Known here: length, enum."
    `);
    expect(wrong('mysql', `export const t = mysqlTable('t', { a: varchar({}) });`)).toMatchInlineSnapshot(
      `"s.ts:2:39: the key "length" is missing in varchar() of t"`,
    );
    expect(wrong('pg', pg('a: integer().notnull()'))).toMatchInlineSnapshot(`
      "s.ts:2:36: .notnull() of "t" is not understood
        Did you mean .notNull()?"
    `);
    expect(wrong('pg', pg('a: integer()', ', (t) => [index("i").on(t.b)]'))).toMatchInlineSnapshot(`
      "s.ts:2:73: there is no column "b" of table "t"
        There are a."
    `);
    expect(wrong('pg', pg('a: integer().references(() => t.b)'))).toMatchInlineSnapshot(`
      "s.ts:2:65: there is no column "b" of table "t"
        There are a."
    `);
    expect(wrong('pg', pg(`a: integer().references(() => t.a, { onDelete: 'explode' })`))).toMatchInlineSnapshot(
      `"s.ts:2:80: expected one of cascade, restrict, no action, set null, set default for "an action of a foreign key", found "explode" in t"`,
    );
    expect(
      wrong('mysql', `export const t = mysqlTable('t', { a: int() }, (t) => [index().on(t.a)]);`),
    ).toMatchInlineSnapshot(`
      "s.ts:2:56: the key "name" is missing in index() of t
        Give the index a name."
    `);
    expect(wrong('pg', pg('a: integer()', ', (t) => [index().on(sql`lower(${t.a})`)]'))).toMatchInlineSnapshot(`
      "s.ts:2:57: the key "name" is missing in index() of t
        Give the index a name."
    `);
    expect(
      wrong('sqlite', `export const t = sqliteTable('t', { a: integer({ mode: 'timestamp' }).default(new Date(0)) });`),
    ).toMatchInlineSnapshot(`
      "s.ts:2:79: the default of column a of "t" is computed when the program runs ("new Date(0)"): it makes an object
        Write the number itself as sql\`…\`: a date would be kept as a text in quotes."
    `);
    expect(
      wrong('pg', `const c = customType({ dataType: () => process.env.TYPE });\n${pg('a: c()')}`),
    ).toMatchInlineSnapshot(`
      "s.ts:2:52: dataType() of column a of "t" is computed when the program runs ("process.env.TYPE"): it is known at run time only
        Let dataType() return a text that is written out."
    `);
  });

  test('a file without tables', () => {
    expect(wrong('pg', `const t = pgTable('t', { a: integer() });`)).toMatchInlineSnapshot(`
      ""s.ts" says nothing about a database table
        Export its tables: export const users = pgTable(…)."
    `);
  });

  test('two of one name, and files that cannot be parsed', () => {
    expect(
      wrong('pg', `${pg('a: integer()')}\nexport const u = pgTable('t', { a: integer() });`),
    ).toMatchInlineSnapshot(`"s.ts:3:18: there are two tables "t""`);
    expect(wrong('pg', pg('a: integer(').replace('});', ''))).toMatchInlineSnapshot(
      `"s.ts:2:45: cannot be read as TypeScript: Unexpected token"`,
    );
  });
});
