/** Names are only names: whatever stands in them, the questions ask about that table and that column and nothing else. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type PlanOptions, plan } from '../../src/compile.js';
import type { Dialect } from '../../src/dialect/dialect.js';
import { assess } from '../../src/edge/assess.js';
import { type Desired, whole } from '../../src/ir/desired.js';
import { E } from '../../src/ir/expression.js';
import { qname } from '../../src/ir/name.js';
import {
  check,
  column,
  emptySchema,
  foreignKey,
  index,
  indexPart,
  type Schema,
  type Table,
  table,
  unique,
} from '../../src/ir/schema.js';
import { type DataType, T } from '../../src/ir/type.js';
import type { Plan } from '../../src/plan/plan.js';
import { namesFor } from '../emit/hostile-schemas.js';
import { describeEngines, type Scratch, scratch, showProblem } from '../support/engines.js';

const key = (name: string) => ({ name: null, columns: [{ name, prefix: null, order: 'asc' as const }] });
const nullable = (name: string, type: DataType = T.integer(32)) => column(name, type, { nullable: true });

/** Every name as a table, as a column of it, and as what the others point at. */
const before = (name: string, i: number): Table =>
  table(
    qname(name),
    [column('an id', T.integer(32)), nullable(name), nullable(`w${i}`, T.varchar(20)), nullable('gone')],
    { primaryKey: key('an id') },
  );

/** Something for each kind of question: rows without a value, twice, without a parent, against a check, too long, lost. */
const after = (name: string, i: number, parent: string): Table =>
  table(qname(name), [column('an id', T.integer(32)), column(name, T.integer(32)), nullable(`w${i}`, T.varchar(2))], {
    primaryKey: key('an id'),
    uniques: [unique([name], { name: `u${i}` })],
    indexes: [index([indexPart(`w${i}`)], { name: `i${i}` })],
    checks: [check(E.binary('>', E.column(name), E.number(0)), { name: `c${i}` })],
    foreignKeys: [foreignKey([name], { table: qname(parent), columns: ['an id'] }, { name: `f${i}` })],
  });

const canary = table(qname('canary'), [column('id', T.integer(32))], { primaryKey: key('id') });

const schema = (tables: ReadonlyArray<Table>): Schema => ({ ...emptySchema, tables: [...tables, canary] });

const planned = (from: Schema, to: Desired, dialect: Dialect, more: PlanOptions = {}): Plan => {
  const made = plan(whole(from), to, {
    dialect: dialect.id,
    serverVersion: dialect.version,
    strategy: 'single',
    ...more,
  });
  if (made._tag === 'Left') throw new Error(made.left.map(showProblem).join('\n'));
  return made.right;
};

describeEngines('hostile names', (engine) => {
  let db: Scratch;
  let dialect: Dialect;
  let names: ReadonlyArray<string>;
  beforeAll(async () => {
    db = await scratch(engine);
    dialect = (await db.database()).dialect;
    names = namesFor(dialect).filter(
      (name) => !['canary', 'gone', 'an id'].includes(name) && dialect.probe.refusesParent(name) === null,
    );
  });
  afterAll(() => db.drop());
  beforeEach(() => db.reset());

  const apply = async (p: Plan): Promise<void> => {
    for (const m of p.migrations) await db.apply(m.up.flatMap((s) => s.statements));
  };

  test('are asked about as they are called, each for what its rows are', async () => {
    expect(names.length).toBeGreaterThanOrEqual(300);
    await apply(planned(emptySchema, whole(schema(names.map(before))), dialect));
    const q = dialect.quote;
    await db.exec('INSERT INTO canary (id) VALUES (1)');
    for (const [i, name] of names.entries()) {
      const columns = ['an id', name, `w${i}`, 'gone'].map(q).join(', ');
      // Every third has nothing to be said against.
      const rows =
        i % 3 === 2
          ? `(1, 1, 'ok', NULL)`
          : `(1, 1, 'ok', 1), (2, 7, 'xyz', 2), (3, 7, 'o', NULL), (4, -1, NULL, 4), (5, NULL, NULL, NULL)`;
      await db.exec(`INSERT INTO ${q(name)} (${columns}) VALUES ${rows}`);
    }
    const parentOf = (i: number): string => names[(i + 1) % names.length] ?? '';
    const wanted = schema(names.map((name, i) => after(name, i, parentOf(i))));
    const judged = await assess(planned(await db.introspect(), whole(wanted), dialect), await db.database(), {
      budget: 120_000,
    });
    expect(judged.findings.filter((f) => f.evidence.kind === 'unknown')).toEqual([]);
    for (const [i, name] of names.entries()) {
      const mine = judged.findings.filter((f) => f.table?.name === name && f.level === 'error');
      const found = Object.fromEntries(mine.map((f) => [f.code, 'count' in f.evidence ? f.evidence.count : null]));
      expect([name, found]).toEqual([
        name,
        i % 3 === 2
          ? {}
          : {
              'add-not-null': 1,
              'add-unique': 2,
              // 7, 7 and -1 are nobody's id.
              'add-foreign-key': 3,
              'add-check': 1,
              'drop-column': 3,
              ...(engine.dialect === 'sqlite' ? {} : { 'shrink-type': 1 }),
            },
      ]);
    }
    expect(await db.query('SELECT id FROM canary')).toHaveLength(1);
  });
});
