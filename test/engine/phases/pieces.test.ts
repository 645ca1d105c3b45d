/** Large tables are written in pieces on the way back too, and may be left and gone on with anywhere. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type PlanOptions, plan } from '../../../src/compile.js';
import { printIntent } from '../../../src/intent/notation.js';
import { type Desired, whole } from '../../../src/ir/desired.js';
import { emptySchema } from '../../../src/ir/schema.js';
import type { Migration, Plan, SqlStatement } from '../../../src/plan/plan.js';
import { isLeft } from '../../../src/prelude.js';
import { readSpec } from '../../../src/read/spec/index.js';
import { describeEngines, type Scratch, scratch, showProblem } from '../../support/engines.js';
import { applyUp, showSql } from '../round-trip.js';

const many = 25_000;

const spec = (fields: ReadonlyArray<string>, more: ReadonlyArray<string> = []): Desired => {
  const lines = [
    'persistence:',
    '  entity:',
    '    table: people',
    '    fields:',
    '      id: { type: int, primary: true }',
    ...fields.map((f) => `      ${f}`),
    ...more.map((m) => `    ${m}`),
  ];
  const read = readSpec('people.yaml', lines.join('\n'));
  if (isLeft(read)) throw new Error(read.left.map(showProblem).join('\n'));
  return read.right;
};

describeEngines('pieces', (engine) => {
  let db: Scratch;
  beforeAll(async () => {
    db = await scratch(engine);
  });
  afterAll(() => db.drop());

  const planned = async (to: Desired, options: Partial<PlanOptions> = {}): Promise<Plan> => {
    const { dialect } = await db.database();
    const made = plan(whole(await db.introspect()), to, {
      dialect: dialect.id,
      serverVersion: dialect.version,
      prune: true,
      rows: { people: many },
      largeTable: 10_000,
      ...options,
    });
    if (isLeft(made)) throw new Error(made.left.map(showProblem).join('\n'));
    return made.right;
  };
  const build = async (to: Desired, columns: string, values: string): Promise<void> => {
    await db.reset();
    const { dialect } = await db.database();
    const made = plan(whole(emptySchema), to, { dialect: dialect.id, serverVersion: dialect.version });
    if (isLeft(made)) throw new Error(made.left.map(showProblem).join('\n'));
    await applyUp(db, made.right);
    const digits =
      '(SELECT 0 AS d UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4 UNION ALL SELECT 5 UNION ALL SELECT 6 UNION ALL SELECT 7 UNION ALL SELECT 8 UNION ALL SELECT 9)';
    const number = 'a.d + 10 * b.d + 100 * c.d + 1000 * e.d + 10000 * f.d';
    await db.exec(
      `INSERT INTO people (id, ${columns}) SELECT n, ${values} FROM (SELECT ${number} AS n FROM ` +
        `${digits} a, ${digits} b, ${digits} c, ${digits} e, ${digits} f) AS numbers WHERE n BETWEEN 1 AND ${many}`,
    );
  };
  const statements = (m: Migration | undefined, way: 'up' | 'down'): ReadonlyArray<SqlStatement> =>
    (m?.[way] ?? []).flatMap((s) => s.statements);
  /** Those of the copying alone, whatever pieces an engine makes of it. */
  const copying = (m: Migration | undefined): readonly [number, number] => {
    const steps = m?.down ?? [];
    const at = steps.findIndex((s) => s.intents.some((i) => i.kind === 'CopyColumns'));
    const before = steps.slice(0, at).flatMap((s) => s.statements).length;
    const own = steps[at]?.statements ?? [];
    // On SQLite what frames the whole migration stands behind the last step.
    const frame = own.findIndex((s) => s.sql.includes('_altair_guard'));
    return [before, before + (frame < 0 ? own.length : frame)];
  };
  const number = async (where: string): Promise<number> =>
    Number((await db.query(`SELECT count(*) AS n FROM people WHERE ${where}`))[0]?.['n']);

  test('of a column that comes back may be left anywhere and written again', async () => {
    await build(spec(['a: { type: string(40) }', 'n: { type: int, default: 1 }']), 'a', `concat('row ', n)`);
    const start = { dump: await db.dump(), content: await db.content() };
    const p = await planned(spec(['b: { type: string(40), renamed_from: a }', 'n: { type: int, default: 1 }']));
    const [first, second] = p.migrations;
    try {
      await db.apply(statements(first, 'up'));
      const between = await db.dump();
      await db.apply(statements(second, 'up'));
      const down = statements(second, 'down');
      const [from, to] = copying(second);
      const pieces = down.slice(from, to);
      await db.apply(down.slice(0, from));
      // The first of the pieces; then both releases write; then all of them from the start.
      await db.apply(pieces.slice(0, Math.ceil(pieces.length / 2)));
      await db.exec(`UPDATE people SET a = 'by the old release' WHERE id = 7`);
      await db.exec(`UPDATE people SET b = 'by the new release' WHERE id = 8`);
      await db.exec(`UPDATE people SET a = 'by the old release' WHERE id = ${many - 7}`);
      await db.exec(`UPDATE people SET b = 'by the new release' WHERE id = ${many - 8}`);
      await db.exec(`INSERT INTO people (id, b) VALUES (${many + 1}, 'fresh')`);
      await db.exec('DELETE FROM people WHERE id = 9');
      await db.apply(pieces);
      await db.apply(pieces);
      await db.apply(down.slice(to));
      expect(await db.dump()).toBe(between);
      expect(await number('a = b')).toBe(many);
      expect(await number(`a = 'by the old release'`)).toBe(2);
      expect(await number(`a = 'by the new release'`)).toBe(2);
      expect(await number(`a = 'fresh'`)).toBe(1);
      await db.apply(statements(first, 'down'));
      expect(await db.dump()).toBe(start.dump);
      const changed = new Set([7, 8, 9, many - 7, many - 8, many + 1].map(String));
      const rows = (all: Awaited<ReturnType<Scratch['content']>>) =>
        (all['people'] ?? []).filter((r) => !changed.has(String(r['id'])));
      expect(rows(await db.content())).toEqual(rows(start.content));
    } catch (e) {
      throw new Error(`${e instanceof Error ? e.message : String(e)}\n${showSql(p)}`, { cause: e });
    }
  }, 300_000);

  test('of what must have a value before NOT NULL is asked for', async () => {
    await build(
      spec(['city: { type: string(40), nullable: true }']),
      'city',
      `nullif('town', concat('town', nullif(n, 3)))`,
    );
    await db.exec(`UPDATE people SET city = NULL WHERE id <= 20000`);
    const to = spec([`city: { type: string(40), backfill: "'unknown'" }`]);
    const p = await planned(to, { strategy: 'single', online: 'always' });
    // What somebody wants in one transaction stays one.
    const kept = await planned(to, { strategy: 'single', online: 'never' });
    expect(
      kept.migrations
        .flatMap((m) => m.up.flatMap((s) => s.intents))
        .map(printIntent)
        .join('\n'),
    ).not.toContain('batches');
    expect(p.migrations.length).toBe(1);
    const filling = p.migrations[0]?.up.filter((s) => s.intents.some((i) => i.kind === 'Backfill')) ?? [];
    const [only] = filling;
    const intent = only?.intents.find((i) => i.kind === 'Backfill');
    expect(intent?.kind === 'Backfill' && intent.batch).toEqual({ key: ['id'], size: 10_000, rows: many });
    const pieces = filling.flatMap((s) => s.statements).filter((s) => !/_altair_guard|^PRAGMA/.test(s.sql));
    await db.apply(pieces.slice(0, Math.ceil(pieces.length / 2)));
    await db.apply(statements(p.migrations[0], 'up'));
    expect(await number(`city = 'unknown'`)).toBe(20_000);
    expect((await planned({ ...to, data: [] })).migrations).toEqual([]);
  }, 300_000);
});
