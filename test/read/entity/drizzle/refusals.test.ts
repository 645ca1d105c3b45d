/** What a Drizzle schema cannot say here: refused where it stands, and with which advice. */
import { describe, expect, test } from 'vitest';
import { isLeft } from '../../../../src/prelude.js';
import { drizzle } from '../../../../src/read/entity/drizzle/index.js';
import { good, pg, request, sqlOf, wrong } from './reading.js';

describe('a Drizzle schema is refused with its place', () => {
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
    expect(wrong('pg', pg('a: integer()', `, (t) => [check("c", sql\`\${t.a} > \${21}\`)]`))).toMatchInlineSnapshot(
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
    expect(wrong('pg', pg(`a: integer().default(sql\`\${process.env.N}\`)`))).toMatchInlineSnapshot(`
      "s.ts:2:72: a part of the default of column a of "t" is computed when the program runs ("process.env.N"): it is known at run time only
        Write it out in the template, or with sql.raw("…"): a definition takes no parameters."
    `);
    expect(
      sqlOf(
        'pg',
        pg('a: integer().default(sql.raw("1 + 1"))', `, (t) => [check("c", sql\`\${t.a} > \${sql.raw("21")}\`)]`),
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
    expect(wrong('pg', pg('a: integer()', `, (t) => [index().on(sql\`lower(\${t.a})\`)]`))).toMatchInlineSnapshot(`
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
