/** Names are only names: whatever stands in them, the questions ask about that table and that column and nothing else. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { plan } from '../../src/compile.js';
import { assess } from '../../src/edge/assess.js';
import { whole } from '../../src/ir/desired.js';
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
  table,
  unique,
} from '../../src/ir/schema.js';
import { T } from '../../src/ir/type.js';
import { describeEngines, type Scratch, scratch } from '../support/engines.js';

const stems = [
  'a"b',
  'a`b',
  "a'b",
  'a;b',
  'a--b',
  'a/*b*/',
  'a\\b',
  'select',
  'from',
  'count(*)',
  ')',
  '$1',
  '?',
  ':x',
  '%s',
  'o',
  't',
  'n',
  'k0',
  'c0',
  'naïve',
  '表',
  '🙂',
  'A B',
  ' lead',
  'x, y',
  '"; DROP TABLE canary; --',
  "' OR 1=1 --",
  '{{x}}',
  '$' + '{x}',
  '<b>',
  'null',
  'rows',
  'group',
  'order',
  'key',
  '__proto__',
  'constructor',
  'toString',
  '0',
];

const key = (name: string) => ({ name: null, columns: [{ name, prefix: null, order: 'asc' as const }] });

describeEngines('hostile names', (engine) => {
  let db: Scratch;
  beforeAll(async () => {
    db = await scratch(engine);
  });
  afterAll(() => db.drop());

  test.each(stems.map((s, i) => [i, s] as const))('%i: %s', async (_, stem) => {
    await db.reset();
    const { dialect } = await db.database();
    const q = dialect.quote;
    const options = { dialect: dialect.id, serverVersion: dialect.version, strategy: 'single' as const };
    const [t, p, id, a, b] = [`${stem}1`, `${stem}2`, `${stem}3`, `${stem}4`, `${stem}5`];
    const parent = table(qname(p), [column(id, T.integer(32))], { primaryKey: key(id) });
    const columns = [column(id, T.integer(32)), column(a, T.integer(32), { nullable: true })];
    const before: Schema = {
      ...emptySchema,
      tables: [
        parent,
        table(qname(t), [...columns, column(b, T.varchar(20), { nullable: true })], { primaryKey: key(id) }),
        table(qname('canary'), [column('id', T.integer(32))], { primaryKey: key('id') }),
      ],
    };
    const after: Schema = {
      ...emptySchema,
      tables: [
        parent,
        table(qname(t), [...columns, column(b, T.varchar(2))], {
          primaryKey: key(id),
          uniques: [unique([a])],
          indexes: [index([indexPart(b)])],
          checks: [check(E.binary('>', E.column(a), E.number(0)), { name: `${stem}6` })],
          foreignKeys: [foreignKey([a], { table: qname(p), columns: [id] }, { name: `${stem}7` })],
        }),
        table(qname('canary'), [column('id', T.integer(32))], { primaryKey: key('id') }),
      ],
    };
    const built = plan(whole(emptySchema), whole(before), options);
    // A name that the engine cannot have is refused before anything is asked.
    if (built._tag === 'Left') return;
    for (const m of built.right.migrations) await db.apply(m.up.flatMap((s) => s.statements));
    await db.exec('INSERT INTO canary (id) VALUES (1)');
    await db.exec(`INSERT INTO ${q(p)} (${q(id)}) VALUES (1)`);
    await db.exec(
      `INSERT INTO ${q(t)} (${q(id)}, ${q(a)}, ${q(b)}) VALUES (1, 1, 'ok'), (2, 7, 'xyz'), (3, 7, 'o'), (4, -1, NULL)`,
    );
    const made = plan(whole(await db.introspect()), whole(after), options);
    if (made._tag === 'Left') throw new Error(JSON.stringify(made.left));
    const judged = await assess(made.right, await db.database());
    const counts = Object.fromEntries(
      judged.findings
        .filter((f) => f.level === 'error')
        .map((f) => [f.code, 'count' in f.evidence ? f.evidence.count : null]),
    );
    expect(counts).toEqual({
      'add-not-null': 1,
      'add-unique': 2,
      'add-foreign-key': 3,
      'add-check': 1,
      ...(engine.dialect === 'sqlite' ? {} : { 'shrink-type': 1 }),
    });
    expect(await db.query('SELECT id FROM canary')).toHaveLength(1);
  });
});
