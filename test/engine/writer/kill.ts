/** The copying of rows is ended somewhere, and the migration run on from there: as if nothing had happened. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeEngines, type Engine, type EngineId, type Scratch, scratch } from '../../support/engines.js';
import { random } from '../../support/schema/random.js';
import { runs } from '../../support/schema-gen.js';
import { type Case, cases } from './case.js';
import { endedAt, fill, ofSession, type Said, statementsOf } from './ended.js';
import { newRelease, oldRelease } from './model.js';
import { expected, phasesOf, planCase, read, startCase, wordsOf } from './run.js';

/** More than a piece has. */
const count = 12_000;
const kills = 4;

/**
 * Where to go on: at the first statement of the step that was ended, unless that one's transaction was taken back with
 * what stood before it.
 */
const goOnAt = (all: ReadonlyArray<Said>, ended: number): number => {
  const { transaction, step } = all[ended] ?? { transaction: null, step: 0 };
  const undone = transaction === null ? ended : all.findIndex((s) => s.transaction === transaction);
  return Math.min(
    undone,
    all.findIndex((s) => s.step === step && s.transaction !== transaction) < 0
      ? undone
      : all.findIndex((s) => s.step === step),
  );
};

/** What is left to run in a new session. */
const restOf = (all: ReadonlyArray<Said>, from: number): ReadonlyArray<Said> => [
  ...all.slice(0, from).filter(ofSession),
  ...all.slice(from),
];

const body = (engine: Engine): void => {
  let db: Scratch;
  beforeAll(async () => {
    db = await scratch(engine);
  });
  afterAll(() => db?.drop());
  const { seed = Date.now() % 1_000_000 } = runs(1);

  const run = (all: ReadonlyArray<Said>, ended: number, pause: number) => endedAt(db, all, ended, pause);

  const chosen = cases.filter((c) => c.groups.some((g) => g.fresh.length > 0) && c.renamed === undefined);
  const filled = cases.filter((c) => c.shared.some((x) => x.fill !== undefined));
  const forms = [...chosen, ...filled].flatMap((c) =>
    [true, false].map((pieces) => [pieces ? 'in pieces' : 'at once', c.name, pieces, c] as const),
  );
  test.each(forms.filter(([, , pieces, c]) => pieces || c.shared.every((x) => x.fill === undefined)))(
    `%s: %s, ${seed}`,
    async (_form, _name, pieces, of) => {
      const { rows: _, ...rest } = of;
      const c: Case = pieces ? { ...rest, rows: 30_000 } : rest;
      const rng = random(seed);
      await startCase(db, c);
      const rows = await fill(db, c, rng, count);
      const start = await db.content();
      for (let n = 0; n < kills; n += 1) {
        const [first] = phasesOf(await planCase(db, c, 'never'));
        const all = statementsOf(first);
        const copying = all.flatMap((s, at) => (s.copies ? [at] : []));
        const ended = rng.pick(copying);
        const pause = rng.int(40);
        const where = `ended ${pause} ms into statement ${ended} of ${all.length}: ${all[ended]?.sql.slice(0, 200)}`;
        await run(all, ended, pause);
        await run(restOf(all, goOnAt(all, ended)), -1, 0).catch((e: unknown) => {
          throw new Error(`${where}\ngone on at ${goOnAt(all, ended)}: ${e instanceof Error ? e.message : String(e)}`);
        });
        const beside = new Set(
          first.up.flatMap((x) => x.intents.flatMap((i) => (i.kind === 'AddColumn' ? [i.column.name] : []))),
        );
        for (const r of [oldRelease(c, true), newRelease(c, true, beside)]) {
          const [have, want] = [await read(db, r), expected(rows, r.columns)];
          const wrong = have.filter((x, i) => JSON.stringify(x) !== JSON.stringify(want[i])).slice(0, 5);
          expect({ rows: have.length, wrong }, `${where}: as the ${r.name} release reads it`).toEqual({
            rows: count,
            wrong: [],
          });
        }
        const [second] = (await planCase(db, c, 'never')).migrations;
        expect(second?.phase, where).toBe('contract');
        if (n === kills - 1) {
          await db.apply(second?.up.flatMap((s) => s.statements) ?? []);
          expect((await planCase(db, c, 'never')).migrations).toEqual([]);
          continue;
        }
        await db.apply(first.down.flatMap((s) => s.statements));
        if (c.shared.every((x) => x.fill === undefined)) expect(await db.content(), where).toEqual(start);
      }
    },
  );

  test('phase 2 stops where rows were not copied', async () => {
    const [c] = cases;
    if (c === undefined) throw new Error('no case');
    await startCase(db, c);
    await fill(db, c, random(seed), count);
    const { quote } = await wordsOf(db);
    const [first, second] = phasesOf(await planCase(db, c, 'never'));
    const all = statementsOf(first);
    await run(
      all.filter((s) => !s.copies),
      -1,
      0,
    );
    const before = await db.content();
    await expect(db.apply(second.up.flatMap((s) => s.statements))).rejects.toThrow('phase 2 was stopped');
    expect(await db.content()).toEqual(before);
    // Whatever was written meanwhile is in step: only the rest is missing.
    await db.exec(`UPDATE ${quote(c.table)} SET ${quote('password')} = 'later' WHERE id <= 10`);
    await run(
      all.filter((s) => s.copies || ofSession(s)),
      -1,
      0,
    );
    await db.apply(second.up.flatMap((s) => s.statements));
    const [row] = await db.query(
      `SELECT count(*) AS n FROM ${quote(c.table)} WHERE ${quote('password_hash')} = 'later'`,
    );
    expect(Number(row?.['n'])).toBe(10);
  });
};

export const killTest = (id: EngineId): void => describeEngines('copying that is ended', body, [id]);
