/** Prisma schemas without a database: what they come to, and what is refused, where, and with which advice. */
import { describe, expect, test } from 'vitest';
import { plan } from '../../../../src/compile.js';
import { type Desired, whole } from '../../../../src/ir/desired.js';
import type { DialectId } from '../../../../src/ir/expression.js';
import { emptySchema } from '../../../../src/ir/schema.js';
import { isLeft } from '../../../../src/prelude.js';
import { prisma } from '../../../../src/read/entity/prisma/index.js';
import { problemsText } from '../../../../src/report/problems.js';

type Provider = 'postgresql' | 'mysql' | 'sqlite';
const dialects: Readonly<Record<Provider, DialectId>> = { postgresql: 'postgres', mysql: 'mysql', sqlite: 'sqlite' };

const schema = (provider: string, body: string, more = ''): string =>
  `datasource db {\n  provider = "${provider}"\n${more}}\n${body}`;

const read = (provider: Provider, body: string, more = '', only: ReadonlyArray<string> | null = null) =>
  prisma.read({
    files: [{ name: 's.prisma', text: schema(provider, body, more) }],
    only,
    dialect: dialects[provider],
  });

const good = (provider: Provider, body: string, more = '', only: ReadonlyArray<string> | null = null): Desired => {
  const made = read(provider, body, more, only);
  if (isLeft(made)) throw new Error(problemsText(made.left));
  return made.right;
};

/** The statements that make it of nothing. */
const sqlOf = (provider: Provider, body: string, more = ''): ReadonlyArray<string> => {
  const made = plan(whole(emptySchema), good(provider, body, more), { dialect: dialects[provider] });
  if (isLeft(made)) throw new Error(problemsText(made.left));
  return made.right.migrations.flatMap((m) => m.up.flatMap((s) => s.statements.map((x) => x.sql)));
};

/** `line:column code value`, first the problem, then its advice. */
const wrong = (provider: Provider, body: string, more = '', only: ReadonlyArray<string> | null = null): string => {
  const made = read(provider, body, more, only);
  if (!isLeft(made)) throw new Error('nothing was wrong with it');
  return problemsText(made.left);
};

const model = (fields: string): string => `model M {\n  id Int @id\n  ${fields}\n}\n`;

describe('a Prisma schema', () => {
  test('is known by its name', () => {
    expect(prisma.claims({ name: 'prisma/schema.prisma', text: '' })).toBe(true);
    expect(prisma.claims({ name: 'schema.ts', text: 'model User {' })).toBe(false);
    expect(prisma.refersTo({ name: 'schema.prisma', text: '' })).toEqual([]);
  });

  test('may stand in several files', () => {
    const made = prisma.read({
      files: [
        { name: 'main.prisma', text: schema('sqlite', '') },
        { name: 'a.prisma', text: 'model A {\n  id Int @id\n  b B @relation(fields: [id], references: [id])\n}\n' },
        { name: 'b.prisma', text: 'model B {\n  id Int @id\n  a A?\n}\n' },
        { name: 'notes.txt', text: 'model C {' },
      ],
      only: null,
      dialect: 'sqlite',
    });
    expect(isLeft(made) ? [] : made.right.schema.tables.map((t) => t.name.name)).toEqual(['A', 'B']);
    expect(isLeft(made) ? null : made.right.positions('B.id')).toEqual({ file: 'b.prisma', line: 2, column: 3 });
  });

  test('owns what Prisma owns, and leaves alone what it has no words for', () => {
    const { owns, schema: said } = good('postgresql', model('d String @default(dbgenerated())'));
    expect(owns.tables).toBe('listed');
    expect(owns.byTable['M']?.facets).toEqual(['columns', 'primaryKey', 'uniques', 'foreignKeys', 'indexes', 'order']);
    expect(owns.byTable['M']?.unstated.get('d')).toContain('default');
    expect(owns.byTable['M']?.unstated.get('d')).toContain('comment');
    expect(owns.byTable['M']?.unstated.get('id')).not.toContain('default');
    expect(said.tables[0]?.checks).toEqual([]);
  });

  test('gives only the models that were asked for, and their enums', () => {
    const body = `enum A {\n  x\n}\nenum B {\n  y\n}\nmodel N {\n  id Int @id\n  b B\n}\n${model('a A')}`;
    const { schema: said } = good('postgresql', body, '', ['N']);
    expect(said.tables.map((t) => t.name.name)).toEqual(['N']);
    expect(said.enums.map((e) => e.name.name)).toEqual(['B']);
    expect(wrong('postgresql', body, '', ['Nn'])).toMatchInlineSnapshot(`
      "s.prisma:1:1: there is no model "Nn"
        Did you mean "N"?"
    `);
  });

  test('names namespaces, and public is the connection’s own', () => {
    const body =
      'model A {\n  id Int @id\n  @@schema("shop")\n  @@map("a")\n}\nmodel B {\n  id Int @id\n  @@schema("public")\n}\n';
    const { schema: said } = good('postgresql', body, '  schemas = ["public", "shop"]\n');
    expect(said.tables.map((t) => t.name)).toEqual([
      { namespace: 'shop', name: 'a' },
      { namespace: null, name: 'B' },
    ]);
  });

  test('with relationMode = "prisma" has no foreign keys', () => {
    const body =
      'model A {\n  id Int @id\n  b B?\n  cs C[]\n}\nmodel B {\n  id Int @id\n  a A @relation(fields: [id], references: [id])\n}\nmodel C {\n  id Int @id\n  as A[]\n}\n';
    const made = good('mysql', body, '  relationMode = "prisma"\n');
    expect(made.schema.tables.flatMap((t) => t.foreignKeys)).toEqual([]);
    expect(made.schema.tables.map((t) => t.name.name)).toEqual(['A', 'B', 'C', '_AToC']);
  });

  test('reads comments of all kinds', () => {
    const body =
      '/* model Gone {\n  id Int @id\n} */\n// a\nmodel M { // b\n  id Int @id // c\n  /// d\n  /* e */\n  t String /* f */\n}\n';
    expect(good('sqlite', body).schema.tables.map((t) => t.columns.map((c) => c.name))).toEqual([['id', 't']]);
  });

  test('cuts the names it makes where Prisma does, in bytes', () => {
    const long = 'x'.repeat(61);
    const names = (provider: Provider) =>
      good(provider, `model M {\n  id Int @id\n  ${long} Int @unique\n}\n`).schema.tables[0]?.indexes.map(
        (i) => i.name,
      );
    expect(names('postgresql')).toEqual([`M_${'x'.repeat(57)}_key`]);
    expect(names('mysql')).toEqual([`M_${'x'.repeat(58)}_key`]);
    expect(names('sqlite')).toEqual([`M_${long}_key`]);
    const mapped = good('postgresql', `model M {\n  id Int @id\n  b Int @unique @map("${'é'.repeat(40)}")\n}\n`);
    expect(mapped.schema.tables[0]?.indexes[0]?.name).toBe(`M_${'é'.repeat(28)}_key`);
  });

  test('makes what Prisma makes', () => {
    expect(sqlOf('sqlite', model('u String @unique'))).toMatchInlineSnapshot(`
      [
        "CREATE TABLE "M" (
        "id" INTEGER PRIMARY KEY AUTOINCREMENT,
        "u" TEXT NOT NULL
      )",
        "CREATE UNIQUE INDEX "M_u_key" ON "M" ("u")",
      ]
    `);
    expect(sqlOf('mysql', model('u String @unique\n  at DateTime @default(now())'))).toMatchInlineSnapshot(`
      [
        "CREATE TABLE \`M\` (
        \`id\` int NOT NULL,
        \`u\` varchar(191) NOT NULL,
        \`at\` datetime(3) NOT NULL DEFAULT current_timestamp(3),
        PRIMARY KEY (\`id\`),
        UNIQUE KEY \`M_u_key\` (\`u\`)
      ) DEFAULT CHARACTER SET=utf8mb4 COLLATE=utf8mb4_unicode_ci",
      ]
    `);
    expect(
      sqlOf('postgresql', model('u String[] @default(["a"])\n  at DateTime @default(now()) @db.Timestamptz(6)')),
    ).toMatchInlineSnapshot(`
      [
        "CREATE TABLE "M" (
        "id" integer NOT NULL,
        "u" text[] DEFAULT (ARRAY[cast('a' AS text)]),
        "at" timestamp(6) with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
        CONSTRAINT "M_pkey" PRIMARY KEY ("id")
      )",
      ]
    `);
  });
});

describe('is refused with its place', () => {
  test('what is not Prisma', () => {
    expect(wrong('sqlite', 'model M {\n  id Int @id @@map("x")\n}\n')).toMatchInlineSnapshot(
      `"s.prisma:5:14: cannot be read as a Prisma schema: unexpected @"`,
    );
    expect(wrong('sqlite', 'model M {\n  id Int! @id\n}\n')).toMatchInlineSnapshot(
      `"s.prisma:5:9: cannot be read as a Prisma schema: unexpected !"`,
    );
    expect(wrong('sqlite', 'model M {\n  id Int @id(map: "x",)\n}\n')).toMatchInlineSnapshot(
      `"s.prisma:5:23: cannot be read as a Prisma schema: unexpected )"`,
    );
  });

  test('another engine than the plan’s', () => {
    const files = [{ name: 's.prisma', text: schema('mysql', model('')) }];
    const made = prisma.read({ files, only: null, dialect: 'postgres' });
    expect(isLeft(made) ? problemsText(made.left) : '').toMatchInlineSnapshot(`
      "s.prisma:2:14: sources disagree about "the engine": the schema is written for MySQL, the plan is for postgres
        Name a database of MySQL with --db, or say --driver mysql."
    `);
    expect(isLeft(prisma.read({ files, only: null, dialect: 'mariadb' }))).toBe(false);
  });

  test('a provider that is not read, a missing datasource', () => {
    const of = (text: string): string => {
      const made = prisma.read({ files: [{ name: 's.prisma', text }], only: null, dialect: 'postgres' });
      return isLeft(made) ? problemsText(made.left) : '';
    };
    expect(of(schema('sqlserver', ''))).toMatchInlineSnapshot(`
      "s.prisma:2:14: "sqlserver" is not a value for "provider": schemas for SQL Server are not read
        It is one of postgresql, mysql, sqlite."
    `);
    expect(of(schema('postgresq', ''))).toMatchInlineSnapshot(`
      "s.prisma:2:14: "postgresq" is not a value for "provider": no such provider is known
        Did you mean postgresql?"
    `);
    expect(of('datasource db {\n  provider = env("P")\n}\n')).toMatchInlineSnapshot(
      `"s.prisma:2:14: "env(…)" is not a value for "provider": Prisma takes a text here, written out"`,
    );
    expect(of(schema('postgresql', 'enum E {\n  a\n}\n'))).toMatchInlineSnapshot(`
      "s.prisma:1:12: says nothing about a database table
        Give the files with its models, too."
    `);
    expect(of('model M {\n  id Int @id\n}\n')).toMatchInlineSnapshot(`
      "s.prisma:1:1: the key "datasource" is missing in s.prisma
        Give the whole schema: the folder, or the file with the datasource too."
    `);
  });

  test('types and attributes that nobody knows', () => {
    expect(wrong('postgresql', model('a Strng'))).toMatchInlineSnapshot(`
      "s.prisma:6:5: unknown type "Strng"
        Did you mean String?"
    `);
    expect(wrong('postgresql', model('a String @db.Varchar(3)'))).toMatchInlineSnapshot(`
      "s.prisma:6:13: "@db.Varchar" is not a value for "a field of type String": Prisma knows no such type of PostgreSQL
        Did you mean @db.VarChar?"
    `);
    expect(wrong('postgresql', model('a Int @db.Text'))).toMatchInlineSnapshot(
      `"s.prisma:6:10: "@db.Text" is not a value for "a field of type Int": it is for String"`,
    );
    expect(wrong('mysql', model('a String @db.VarChar'))).toMatchInlineSnapshot(
      `"s.prisma:6:13: "@db.VarChar" is not a value for "a field of type String": it takes a size"`,
    );
    expect(wrong('postgresql', model('a Decimal @db.Decimal(5)'))).toMatchInlineSnapshot(
      `"s.prisma:6:14: "@db.Decimal" is not a value for "a field of type Decimal": it takes two numbers, or none"`,
    );
    expect(wrong('sqlite', model('a String @db.Text'))).toMatchInlineSnapshot(
      `"s.prisma:6:13: "@db.Text" is not a value for "a field of type String": Prisma knows no such type of SQLite"`,
    );
    expect(wrong('sqlite', model('a String[]'))).toMatchInlineSnapshot(`
      "s.prisma:6:5: SQLite has no lists of values for column "a" of table "M"
        Use a relation, or a Json field."
    `);
    expect(wrong('sqlite', model('a String @uniqe'))).toMatchInlineSnapshot(`
      "s.prisma:6:13: unknown key "@uniqe" in the schema
        Did you mean @unique?"
    `);
    expect(wrong('sqlite', `${model('a X')}type X {\n  y Int\n}\n`)).toMatchInlineSnapshot(`
      "s.prisma:6:5: SQLite has no composite types for column "a" of table "M"
        Prisma has them for MongoDB only: use a model or Json."
    `);
  });

  test('defaults that are no values of the field', () => {
    const bad = (provider: Provider, field: string): string => wrong(provider, model(field));
    expect(bad('postgresql', 'a Int @default("1")')).toMatchInlineSnapshot(
      `"s.prisma:6:18: "1" is not a value for "@default": it is a whole number"`,
    );
    expect(bad('postgresql', 'a Boolean @default(1)')).toMatchInlineSnapshot(
      `"s.prisma:6:22: "1" is not a value for "@default": it is true or false"`,
    );
    expect(bad('postgresql', 'a DateTime @default("yesterday")')).toMatchInlineSnapshot(
      `"s.prisma:6:23: "yesterday" is not a value for "@default": it is a moment with its zone: "2024-12-31T23:59:59Z""`,
    );
    expect(bad('mysql', 'a DateTime @default("2020-01-01T00:00:00Z")')).toMatchInlineSnapshot(`
      "s.prisma:6:23: "2020-01-01T00:00:00Z" is not a value for "@default": MySQL reads it in the session's time zone
        Write dbgenerated("'2024-12-31 23:59:59'")."
    `);
    expect(bad('mysql', 'a DateTime @default(now()) @db.Date')).toMatchInlineSnapshot(
      `"s.prisma:6:23: "now(…)" is not a value for "@default": MySQL has no such default for date"`,
    );
    expect(bad('postgresql', 'a Json @default("{")')).toMatchInlineSnapshot(
      `"s.prisma:6:19: "{" is not a value for "@default": it is JSON in quotes"`,
    );
    expect(bad('postgresql', 'a Bytes @default("?")')).toMatchInlineSnapshot(
      `"s.prisma:6:20: "?" is not a value for "@default": it is Base64 in quotes"`,
    );
    expect(bad('postgresql', 'a String @default(gen())')).toMatchInlineSnapshot(`
      "s.prisma:6:21: "gen(…)" is not a value for "@default": no such function is known
        There are autoincrement(), now(), uuid(), cuid(), ulid(), nanoid() and dbgenerated("…")."
    `);
    expect(bad('postgresql', 'a String[] @default("x")')).toMatchInlineSnapshot(`
      "s.prisma:6:23: "x" is not a value for "@default": the field is a list
        Write [ … ]."
    `);
    expect(wrong('postgresql', `${model('a E @default(C)')}enum E {\n  A\n  B\n}\n`)).toMatchInlineSnapshot(
      `"s.prisma:6:16: "C" is not a value for "@default": it is one of A, B"`,
    );
    expect(wrong('sqlite', 'model M {\n  id Int @id @default(5)\n}\n')).toMatchInlineSnapshot(`
      "s.prisma:5:23: "5" is not a value for "@default": on SQLite a key of one Int numbers itself
        Leave it out, or write autoincrement()."
    `);
  });

  test('keys and relations of fields that are not there', () => {
    expect(wrong('sqlite', model('a Int\n  @@index([b])'))).toMatchInlineSnapshot(`
      "s.prisma:7:12: there is no column "b" of table "M"
        Did you mean a?"
    `);
    expect(wrong('sqlite', model('a Int\n  @@index([a], nam: "x")'))).toMatchInlineSnapshot(`
      "s.prisma:7:16: unknown key "nam" in @index
        Did you mean name?"
    `);
    expect(wrong('sqlite', model('a Int\n  @@index([a(length: 3)])'))).toMatchInlineSnapshot(
      `"s.prisma:7:22: "3" is not a value for "length": SQLite has no prefixes"`,
    );
    expect(
      wrong('sqlite', 'model M {\n  id String @id(sort: Desc)\n  n Int @default(autoincrement())\n}\n'),
    ).toMatchInlineSnapshot(`
      "s.prisma:5:14: Prisma for SQLite has no order in a primary key of table "M"
        Leave sort out of @id.
      s.prisma:6:18: "autoincrement(…)" is not a value for "@default": only the primary key counts on SQLite"
    `);
    expect(wrong('sqlite', model('a Int\n  @@id([id, a])'))).toMatchInlineSnapshot(
      `"s.prisma:7:5: the key "@id" stands twice in model M"`,
    );
    expect(
      wrong(
        'sqlite',
        `${model('n N @relation(fields: [nId], references: [id])')}model N {\n  id Int @id\n  ms M[]\n}\n`,
      ),
    ).toMatchInlineSnapshot(`
      "s.prisma:6:25: there is no column "nId" of table "M"
        Did you mean id?"
    `);
    expect(wrong('sqlite', `${model('ns N[]')}model N {\n  id Int @id\n}\n`)).toMatchInlineSnapshot(`
      "s.prisma:6:3: "M.ns" is not a value for "a relation": model N has no field for the other side
        Add a field of type M to model N."
    `);
    expect(
      wrong('sqlite', `${model('ns N[]')}model N {\n  a Int\n  b Int\n  ms M[]\n  @@id([a, b])\n}\n`),
    ).toMatchInlineSnapshot(`
      "s.prisma:6:3: "ns" is not a value for "a relation of many to many": both models need an @id of one field
        Write the table between them as a model."
    `);
  });

  test('two of one name', () => {
    expect(wrong('sqlite', `${model('')}${model('')}`)).toMatchInlineSnapshot(
      `"s.prisma:8:7: there are two blocks "M""`,
    );
    expect(wrong('sqlite', `${model('')}model N {\n  id Int @id\n  @@map("M")\n}\n`)).toMatchInlineSnapshot(`
      "s.prisma:8:7: there are two tables "M"
        Give one of them another @@map."
    `);
    expect(wrong('sqlite', model('a Int\n  a String'))).toMatchInlineSnapshot(
      `"s.prisma:7:3: there are two fields "a" of table "M""`,
    );
  });
});
