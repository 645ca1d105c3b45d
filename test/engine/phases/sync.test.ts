/** Two releases write side by side; after each of their statements the rows are what a model in memory says. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeEngines } from '../../support/engines.js';
import { random } from '../../support/schema/random.js';
import { backfill, type Ground, ok, openGround, syncOf, textOf, verification } from './ground.js';
import { modelOf } from './model.js';
import { type Row, scenarios } from './scenario.js';
import { type Rows, writers } from './writers.js';

const statements = Number(process.env['ALTAIR_STATEMENTS'] ?? 150);

describeEngines('sides of a row', (engine) => {
  let ground: Ground;
  beforeAll(async () => {
    ground = await openGround(engine);
  });
  afterAll(() => ground?.db.drop());

  const settings = engine.id === 'sqlite' ? ['OFF', 'ON'] : [''];
  const cases = scenarios.flatMap((s) => settings.map((recursive) => [s.name, recursive, s] as const));
  test.each(cases)('%s %s', async (_name, recursive, s) => {
    const { db, dialect } = ground;
    const quote = dialect.quote;
    const text = textOf(dialect);
    const sync = syncOf(dialect, s);
    const model = modelOf(s);
    const rng = random(4711);
    const columns = sync.table.columns.map((c) => c.name);
    const asText = (c: string): string =>
      engine.dialect === 'postgres'
        ? `${quote(c)}::text AS ${quote(c)}`
        : `cast(${quote(c)} AS ${engine.dialect === 'sqlite' ? 'text' : 'char'}) AS ${quote(c)}`;
    const rows = async (): Promise<ReadonlyArray<Row>> =>
      (await db.query(`SELECT ${columns.map(asText).join(', ')} FROM t ORDER BY t.id`)).map((r) => ({ ...r }) as Row);
    const expected = (all: Rows) =>
      [...all.values()]
        .sort((a, b) => Number(a['id']) - Number(b['id']))
        .map((r) => Object.fromEntries(columns.map((c) => [c, r[c] ?? null])));

    await db.reset();
    if (recursive !== '') await db.exec(`PRAGMA recursive_triggers = ${recursive}`);
    await ground.create(sync.table);
    // What the old release wrote before there was a new side.
    let n = 0;
    const fresh = (): string => {
      n += 1;
      return String(n);
    };
    let all: Rows = new Map();
    for (let i = 0; i < 6; i += 1) {
      const given = s.old.make(rng);
      const id = fresh();
      const row = { id, ...given };
      await db.exec(
        `INSERT INTO t (${Object.keys(row).map(quote).join(', ')}) VALUES (${Object.values(row)
          .map((v) => (v === null ? 'NULL' : text(v)))
          .join(', ')})`,
      );
      all = new Map([...all, [id, { id, ...model.inserted(given) }]]);
    }
    const objects = ok(dialect.phases.sync(sync));
    await ground.install(objects);
    await ground.run(backfill(dialect, sync, null));
    expect(await rows()).toEqual(expected(all));

    const next = writers(s, model, { dialect: engine.dialect, quote, text });
    for (let i = 0; i < statements; i += 1) {
      const before = all;
      const write = next(rng, all, fresh);
      await db.exec(write.sql);
      all = write.rows;
      expect(await rows(), `${write.sql}\n of ${JSON.stringify([...before.values()])}`).toEqual(expected(all));
      await ground.run(verification(dialect, sync, 'out of step'));
    }
    const seen = await db.introspect();
    const found = dialect.phases.madeBy(sync.name, seen);
    expect(found.map((o) => [o.object.kind, o.object.name.name, o.drop])).toEqual(
      objects.map((o) => [o.object.kind, o.object.name.name, o.drop]),
    );
    await ground.uninstall(found);
    expect((await db.introspect()).opaque).toEqual([]);
  });
});
