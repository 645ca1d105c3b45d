/** A database that drizzle-kit made needs nothing to be what its schema says; an edit of the schema is planned, and then there. */
import { readFileSync } from 'node:fs';
import {
  generateDrizzleJson,
  generateMigration,
  generateMySQLDrizzleJson,
  generateMySQLMigration,
  generateSQLiteDrizzleJson,
  generateSQLiteMigration,
} from 'drizzle-kit/api';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Desired } from '../../../../src/ir/desired.js';
import type { DialectId } from '../../../../src/ir/expression.js';
import { isLeft } from '../../../../src/prelude.js';
import { drizzle } from '../../../../src/read/entity/drizzle/index.js';
import { problemsText } from '../../../../src/report/problems.js';
import { applyDown, applyUp, planFor, showUp } from '../../../engine/round-trip.js';
import { describeEngines, type Scratch, scratch } from '../../../support/engines.js';
import { runs } from '../../../support/schema-gen.js';
import { type Kit, randomSchema } from './random-schema.js';

const fixtures = { postgres: 'postgres', mysql: 'mysql', mariadb: 'mysql', sqlite: 'sqlite' } as const;

type Edit = readonly [from: string | RegExp, to: string];

const text = (name: string): string => readFileSync(new URL(`fixtures/${name}.ts`, import.meta.url), 'utf8');

/** Without what MariaDB has not: indexes on expressions. */
const suited = (dialect: DialectId, source: string): string =>
  dialect === 'mariadb' ? source.replace(/.*'lower_email'.*\n/, '') : source;

const read = (
  dialect: DialectId,
  edits: ReadonlyArray<Edit> = [],
  only: ReadonlyArray<string> | null = null,
): Desired => {
  const source = suited(dialect, text(fixtures[dialect]));
  const edited = edits.reduce((t, [from, to]) => {
    const made = t.replace(from, to);
    expect(made, String(from)).not.toBe(t);
    return made;
  }, source);
  const files = [
    { name: 'schema/main.ts', text: edited },
    { name: 'schema/columns.ts', text: text('columns') },
  ];
  const made = drizzle.read({ files, only, dialect });
  if (isLeft(made)) throw new Error(problemsText(made.left));
  return made.right;
};

/** The statements that drizzle-kit writes for what a file exports. */
const written = async (kit: Kit, schema: Record<string, unknown>): Promise<ReadonlyArray<string>> => {
  switch (kit) {
    case 'postgres':
      return generateMigration(generateDrizzleJson({}), generateDrizzleJson(schema));
    case 'sqlite':
      return generateSQLiteMigration(await generateSQLiteDrizzleJson({}), await generateSQLiteDrizzleJson(schema));
    case 'mysql':
      return generateMySQLMigration(await generateMySQLDrizzleJson({}), await generateMySQLDrizzleJson(schema));
  }
};

const kit = async (dialect: DialectId): Promise<ReadonlyArray<string>> => {
  switch (dialect) {
    case 'postgres':
      return written('postgres', await import('./fixtures/postgres.js'));
    case 'sqlite':
      return written('sqlite', await import('./fixtures/sqlite.js'));
    case 'mysql':
      return written('mysql', await import('./fixtures/mysql.js'));
    case 'mariadb':
      // It says SERIAL AUTO_INCREMENT NOT NULL, all of which SERIAL means; MySQL lets that pass.
      return (await written('mysql', await import('./fixtures/mysql.js')))
        .filter((sql) => !sql.includes('`lower_email`'))
        .map((sql) => sql.replace(/serial AUTO_INCREMENT(?: NOT NULL)?/g, 'serial'));
  }
};

interface Case {
  readonly name: string;
  readonly edits: ReadonlyArray<Edit>;
  readonly says: RegExp;
  readonly only?: ReadonlyArray<DialectId>;
}

const my: ReadonlyArray<DialectId> = ['mysql', 'mariadb'];

const relation = (type: string): ReadonlyArray<Edit> => [
  [/( {4}handle: )/, `    groupId: ${type}().references(() => groups.id, { onDelete: 'set null' }),\n$1`],
];

const cases: ReadonlyArray<Case> = [
  {
    name: 'a new column',
    edits: [[/(age: int(?:eger)?\(\),)/, "$1\n    nick: text('nick'),"]],
    says: /ADD COLUMN .nick. (?:text|TEXT)/,
  },
  { name: 'a column less', edits: [[/ {2}whole: .*\n/, '']], says: /DROP COLUMN "whole"/, only: ['postgres'] },
  {
    name: 'a column less',
    edits: [[/ {4}handle: .*\n/, '']],
    says: /DROP COLUMN .handle.|"users"/,
    only: [...my, 'sqlite'],
  },
  {
    name: 'a wider text',
    edits: [["varchar('sku', { length: 32 })", "varchar('sku', { length: 64 })"]],
    says: /sku.*64/,
    only: ['postgres', ...my],
  },
  {
    name: 'another type',
    edits: [
      ['body: jsonb', 'body: json'],
      [/ {4}gin: .*\n/, ''],
      [/ {4}ginDefault: .*\n/, ''],
    ],
    says: /"body" TYPE json/,
    only: ['postgres'],
  },
  {
    name: 'another type',
    edits: [["amount: t.int('amount')", "amount: t.bigint('amount', { mode: 'number' })"]],
    says: /bigint/,
    only: my,
  },
  {
    name: 'another type',
    edits: [["amount: t.integer('amount')", "amount: t.real('amount')"]],
    says: /REAL/,
    only: ['sqlite'],
  },
  {
    name: 'a column that is never NULL',
    edits: [["firstName: text('first_name')", "firstName: text('first_name').notNull()"]],
    says: /first_name/,
    only: ['postgres', 'sqlite'],
  },
  {
    name: 'an index',
    edits: [[/( {4}index\('name_idx'\))/, "    index('by_email').on(table.email, table.age),\n$1"]],
    says: /by_email/,
  },
  { name: 'an index less', edits: [[/ {4}index\('name_idx'\).*\n/, '']], says: /DROP (?:INDEX|KEY) .name_idx./ },
  {
    name: 'another default',
    edits: [[/(quantity: int(?:eger)?\(\)\.default\()1/, '$12']],
    says: /DEFAULT 2|DEFAULT '2'|2/,
  },
  { name: 'another check', edits: [['} > 21', '} > 18']], says: /18/ },
  { name: 'a label more', edits: [["['a', 'b']);\n", "['a', 'b', 'c']);\n"]], says: /'c'/, only: ['postgres'] },
  { name: 'a label more', edits: [["['low', 'high']", "['low', 'high', 'top']"]], says: /'top'/, only: my },
  { name: 'a relation', edits: relation('integer'), says: /users_groupId_groups_id_fk/, only: ['postgres'] },
  { name: 'a relation', edits: relation('int'), says: /users_groupId_groups_id_fk/, only: my },
  {
    name: 'a relation',
    edits: relation('text'),
    says: /"groupId" TEXT.*REFERENCES "groups"|REFERENCES/s,
    only: ['sqlite'],
  },
  {
    name: 'another action',
    edits: [["{ onDelete: 'cascade', onUpdate: 'restrict' }", "{ onDelete: 'restrict' }"]],
    says: /author_id/,
  },
];

describeEngines('a database that drizzle-kit made', (engine) => {
  const { dialect } = engine;
  let db: Scratch;
  let statements: ReadonlyArray<string> = [];
  beforeAll(async () => {
    db = await scratch(engine);
    statements = await kit(dialect);
  });
  beforeEach(async () => {
    await db.reset();
    for (const statement of statements) await db.exec(statement);
  });
  afterAll(() => db.drop());

  test('needs nothing to be what its schema says', async () => {
    expect(showUp(await planFor(db, await db.introspect(), read(dialect)))).toBe('');
  });

  test('needs nothing to be what one table of it says', async () => {
    expect(showUp(await planFor(db, await db.introspect(), read(dialect, [], ['posts'])))).toBe('');
  });

  test('is the one that the plan makes of nothing', async () => {
    const dump = await db.dump();
    await db.reset();
    // A namespace has to be there before its tables.
    if (dialect === 'postgres') await db.exec('CREATE SCHEMA warehouse');
    await applyUp(db, await planFor(db, await db.introspect(), read(dialect)));
    expect(showUp(await planFor(db, await db.introspect(), read(dialect)))).toBe('');
    // SQLite keeps the words of the statement.
    if (dialect !== 'sqlite') expect(sorted(await db.dump())).toEqual(sorted(dump));
  });

  test.each(cases.filter((c) => c.only === undefined || c.only.includes(dialect)))('$name', async ({ edits, says }) => {
    const wanted = read(dialect, edits);
    const p = await planFor(db, await db.introspect(), wanted);
    expect(showUp(p)).toMatch(says);
    await applyUp(db, p);
    expect(showUp(await planFor(db, await db.introspect(), wanted))).toBe('');
    await applyDown(db, p);
    expect(showUp(await planFor(db, await db.introspect(), read(dialect)))).toBe('');
  });
});

describeEngines(
  'names that drizzle-kit makes of keys',
  (engine) => {
    test('are those of its casing', async () => {
      const db = await scratch(engine);
      const made = generateDrizzleJson(await import('./fixtures/casing.js'), undefined, undefined, 'snake_case');
      for (const statement of await generateMigration(generateDrizzleJson({}), made)) await db.exec(statement);
      const config = `import { defineConfig } from 'drizzle-kit';\nexport default defineConfig({ dialect: 'postgresql', casing: 'snake_case' });`;
      const files = [
        { name: 'src/schema.ts', text: text('casing') },
        { name: 'drizzle.config.ts', text: config },
      ];
      const wanted = drizzle.read({ files, only: null, dialect: engine.dialect });
      if (isLeft(wanted)) throw new Error(problemsText(wanted.left));
      expect(showUp(await planFor(db, await db.introspect(), wanted.right))).toBe('');
      await db.drop();
    });
  },
  ['postgres15', 'postgres18'],
);

const parts = { postgres: 'pg-core', mysql: 'mysql-core', sqlite: 'sqlite-core' } as const;

/** What the body exports, when it is run with the library. */
const run = async (name: Kit, body: string): Promise<Record<string, unknown>> => {
  const library = await {
    postgres: () => import('drizzle-orm/pg-core'),
    mysql: () => import('drizzle-orm/mysql-core'),
    sqlite: () => import('drizzle-orm/sqlite-core'),
  }[name]();
  const names = [...body.matchAll(/export const (\w+)/g)].map(([, exported]) => exported);
  const program = new Function(
    'c',
    'orm',
    `${body.replaceAll('export const', 'const')}\nreturn { ${names.join(', ')} };`,
  );
  return program(library, await import('drizzle-orm'));
};

describeEngines('schemas that nobody thought of', (engine) => {
  test('need nothing when drizzle-kit made them', async () => {
    const name = fixtures[engine.dialect];
    const db = await scratch(engine);
    const needsNothing = fc.asyncProperty(randomSchema(name), async (body) => {
      await db.reset();
      for (const statement of await written(name, await run(name, body))) await db.exec(statement);
      const source = `import * as c from 'drizzle-orm/${parts[name]}';\nimport * as orm from 'drizzle-orm';\n${body}`;
      const made = drizzle.read({ files: [{ name: 's.ts', text: source }], only: null, dialect: engine.dialect });
      if (isLeft(made)) throw new Error(problemsText(made.left));
      expect(showUp(await planFor(db, await db.introspect(), made.right))).toBe('');
    });
    await fc.assert(needsNothing, runs(30));
    await db.drop();
  });
});

/** What an engine takes for the same and prints as it was written. */
const sorted = (dump: string): ReadonlyArray<string> =>
  dump
    .split('\n')
    .map((line) =>
      line
        .replace(/ ON (?:DELETE|UPDATE) (?:RESTRICT|NO ACTION)/g, '')
        .replace('(now())', 'CURRENT_TIMESTAMP')
        .replace("'0'::numeric", '0')
        .replace(/,$/, ''),
    )
    .filter((line) => line.trim() !== '')
    .sort();
