/** Rows that are kept of tables and columns whose names a plan's own statements use as well. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { plan } from '../../src/compile.js';
import { type DataRule, whole } from '../../src/ir/desired.js';
import { qname } from '../../src/ir/name.js';
import { column, emptySchema, type Schema, table, unique } from '../../src/ir/schema.js';
import { T } from '../../src/ir/type.js';
import { isLeft } from '../../src/prelude.js';
import { describeEngines, type Scratch, scratch, showProblem } from '../support/engines.js';
import { applyDown, applyUp, buildFrom } from './round-trip.js';

const schemaOf = (name: string, c: string, once: boolean): Schema => ({
  ...emptySchema,
  tables: [
    table(qname(name), [column('id', T.integer(32)), column(c, T.integer(32), { nullable: true })], {
      primaryKey: { name: null, columns: [{ name: 'id', prefix: null, order: 'asc' }] },
      uniques: once ? [unique([c])] : [],
    }),
  ],
});

describeEngines('rows kept under names of ours', (engine) => {
  let db: Scratch;
  beforeAll(async () => {
    db = await scratch(engine);
  });
  afterAll(() => db.drop());
  beforeEach(() => db.reset());

  test.each(
    ['k', 'K', 'o', 't'].flatMap((name) =>
      ['altair_place', 'ALTAIR_PLACE', 'altair_pläce', 'k', 'o', 'true', 'False'].flatMap((c) =>
        (['first', 'null others'] as const).map((keep) => [name, c, keep] as const),
      ),
    ),
  )('%s.%s, %s', async (name, c, keep) => {
    const start = schemaOf(name, c, false);
    await buildFrom(db, start);
    const q = (await db.database()).dialect.quote;
    const rows = () => db.query(`SELECT ${q('id')} AS a, ${q(c)} AS b FROM ${q(name)} ORDER BY 1`);
    await db.exec(`INSERT INTO ${q(name)} (${q('id')}, ${q(c)}) VALUES (1, 5), (2, 5), (3, 6)`);
    const before = await rows();
    const rule: DataRule = { kind: 'Dedupe', table: qname(name), columns: [c], keep, by: null, at: null };
    const { id, version } = (await db.database()).dialect;
    const made = plan(
      whole(await db.introspect()),
      { ...whole(schemaOf(name, c, true)), data: [rule] },
      { dialect: id, serverVersion: version, strategy: 'single' },
    );
    if (isLeft(made)) throw new Error(made.left.map(showProblem).join('\n'));
    const p = { ...made.right, migrations: made.right.migrations.filter((m) => m.phase !== 'purge') };
    await applyUp(db, p);
    const after = keep === 'first' ? [[1, 5], [3, 6]] : [[1, 5], [2, null], [3, 6]]; // biome-ignore format: rows
    expect((await rows()).map((r) => [r['a'], r['b']].map((v) => (v === null ? null : Number(v))))).toEqual(after);
    await applyDown(db, p);
    expect(await rows()).toEqual(before);
  });
});
