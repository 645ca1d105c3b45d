/** A database that Prisma made needs nothing to be what its schema says; an edit of the schema is planned, and then there. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Desired } from '../../../../src/ir/desired.js';
import type { DialectId } from '../../../../src/ir/expression.js';
import { isLeft } from '../../../../src/prelude.js';
import { prisma } from '../../../../src/read/entity/prisma/index.js';
import { problemsText } from '../../../../src/report/problems.js';
import { applyDown, applyUp, planFor, showUp } from '../../../engine/round-trip.js';
import { describeEngines, type Scratch, scratch } from '../../../support/engines.js';
import { runs } from '../../../support/schema-gen.js';
import { prismaIsHere, prismaSql } from './prisma-sql.js';
import { randomSchema } from './random-schema.js';

const providers = { postgres: 'postgresql', mysql: 'mysql', mariadb: 'mysql', sqlite: 'sqlite' } as const;

/** Whether Prisma's engine makes SQL for it here. */
const isMade = (dialect: DialectId): dialect is 'postgres' | 'sqlite' => dialect === 'postgres' || dialect === 'sqlite';

const text = (name: string): string => readFileSync(new URL(`fixtures/${name}`, import.meta.url), 'utf8');

const read = (dialect: DialectId, schema: string, only: ReadonlyArray<string> | null = null): Desired => {
  const made = prisma.read({ files: [{ name: 'schema.prisma', text: schema }], only, dialect });
  if (isLeft(made)) throw new Error(problemsText(made.left));
  return made.right;
};

/** What each edit does to the schema, and what the plan has to say of it; `not`: the engines it is not for. */
interface Edit {
  readonly name: string;
  readonly edit: readonly [from: string | RegExp, to: string];
  readonly more?: readonly [from: string | RegExp, to: string];
  readonly says: RegExp;
  readonly not?: ReadonlyArray<DialectId>;
}

const edits: ReadonlyArray<Edit> = [
  {
    name: 'a new column',
    edit: ['  // Two relations', '  note String?\n  // Two relations'],
    says: /ADD COLUMN .note./,
  },
  { name: 'a column less', edit: [/ {2}bio +String\n/, ''], says: /DROP COLUMN .bio./ },
  {
    name: 'a wider text',
    edit: ['@db.VarChar(32)', '@db.VarChar(64)'],
    says: /(?:ALTER COLUMN "sku" TYPE|MODIFY COLUMN `sku`).*varchar|character varying\(64\)/i,
    not: ['sqlite'],
  },
  { name: 'another type', edit: [/amount +Int /, 'amount BigInt '], says: /bigint/i },
  { name: 'a column that may be NULL', edit: ['region  String', 'region  String?'], says: /region/ },
  {
    name: 'an index',
    edit: ['@@unique([region, slug])', '@@unique([region, slug])\n  @@index([slug])'],
    says: /CREATE INDEX .Group_slug_idx./,
  },
  { name: 'an index less', edit: [/ {2}@@index\(\[createdAt.*\n/, ''], says: /DROP INDEX .newest_posts./ },
  { name: 'another default', edit: ['quantity  Int     @default(1)', 'quantity  Int     @default(2)'], says: /2/ },
  { name: 'a label more', edit: ['  high\n', '  high\n  top\n'], says: /'top'/, not: ['sqlite'] },
  {
    name: 'a relation',
    edit: [
      /model Tag \{\n/,
      'model Tag {\n  ownerId String?\n  owner User? @relation("owned", fields: [ownerId], references: [id])\n',
    ],
    more: [/model User \{\n/, 'model User {\n  owned Tag[] @relation("owned")\n'],
    says: /Tag_ownerId_fkey.*ON DELETE SET NULL ON UPDATE CASCADE/,
  },
  {
    name: 'another action',
    edit: [
      'fields: [userId], references: [id], onDelete: Cascade',
      'fields: [userId], references: [id], onDelete: Restrict',
    ],
    says: /ON (?:DELETE RESTRICT )?ON UPDATE CASCADE|ON DELETE RESTRICT|profile_of_user/,
  },
  {
    name: 'a relation of many to many',
    edit: [/model Stock \{\n/, 'model Stock {\n  tags Tag[]\n'],
    more: [/model Tag \{\n/, 'model Tag {\n  stocks Stock[]\n'],
    says: /CREATE TABLE ._StockToTag./,
  },
];

describeEngines('a database that Prisma made', (engine) => {
  const name = providers[engine.dialect];
  const schema = text(`${name}.prisma`);
  let db: Scratch;
  beforeAll(async () => {
    db = await scratch(engine);
  });
  beforeEach(async () => {
    await db.reset();
    await db.exec(text(`${name}.sql`));
  });
  afterAll(() => db.drop());

  test('needs nothing to be what its schema says', async () => {
    expect(showUp(await planFor(db, await db.introspect(), read(engine.dialect, schema)))).toBe('');
  });

  test('needs nothing to be what one model of it says', async () => {
    expect(showUp(await planFor(db, await db.introspect(), read(engine.dialect, schema, ['Post'])))).toBe('');
  });

  test('is the one that the plan makes of nothing', async () => {
    const dump = await db.dump();
    await db.reset();
    await applyUp(db, await planFor(db, await db.introspect(), read(engine.dialect, schema)));
    expect(showUp(await planFor(db, await db.introspect(), read(engine.dialect, schema)))).toBe('');
    // SQLite keeps the words of the statement.
    if (engine.dialect !== 'sqlite') expect(sorted(await db.dump())).toEqual(sorted(dump));
  });

  test.each(edits.filter((e) => !(e.not ?? []).includes(engine.dialect)))('$name', async ({ edit, more, says }) => {
    const once = schema.replace(...edit);
    const edited = more === undefined ? once : once.replace(...more);
    expect(edited).not.toBe(schema);
    const p = await planFor(db, await db.introspect(), read(engine.dialect, edited));
    expect(showUp(p)).toMatch(says);
    await applyUp(db, p);
    expect(showUp(await planFor(db, await db.introspect(), read(engine.dialect, edited)))).toBe('');
    await applyDown(db, p);
    expect(showUp(await planFor(db, await db.introspect(), read(engine.dialect, schema)))).toBe('');
    if (!prismaIsHere || !isMade(engine.dialect)) return;
    await db.reset();
    await db.exec(await prismaSql(engine.dialect, edited));
    expect(showUp(await planFor(db, await db.introspect(), read(engine.dialect, edited)))).toBe('');
  });
});

describe.skipIf(!prismaIsHere)('schemas that nobody thought of', () => {
  describeEngines(
    'as Prisma makes them',
    (engine) => {
      test('need nothing', async () => {
        const flavour = engine.id === 'sqlite' ? 'sqlite' : 'postgres';
        const db = await scratch(engine);
        const needsNothing = fc.asyncProperty(
          randomSchema(flavour === 'sqlite' ? 'sqlite' : 'postgresql'),
          async (schema) => {
            await db.reset();
            await db.exec(await prismaSql(flavour, schema));
            expect(showUp(await planFor(db, await db.introspect(), read(engine.dialect, schema)))).toBe('');
          },
        );
        await fc.assert(needsNothing, runs(40));
        await db.drop();
      });
    },
    ['postgres15', 'sqlite'],
  );
});

/** InnoDB takes RESTRICT and NO ACTION for the same, and prints them differently. */
const sorted = (dump: string): ReadonlyArray<string> =>
  dump
    .split('\n')
    .map((line) => line.replace(/ ON (?:DELETE|UPDATE) (?:RESTRICT|NO ACTION)/g, '').replace(/,$/, ''))
    .filter((line) => line.trim() !== '')
    .sort();

describe.skipIf(!prismaIsHere)('the SQL of the fixtures', () => {
  test.each([
    ['postgres', 'postgresql'],
    ['sqlite', 'sqlite'],
  ] as const)('is what Prisma makes for %s', async (flavour, name) => {
    expect((await prismaSql(flavour, text(`${name}.prisma`))).trim()).toBe(text(`${name}.sql`).trim());
  });
});
