/** Whatever is planned can be written, read back by PHP and told: over random pairs of every engine. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plan } from '../../src/compile.js';
import { dialectOf } from '../../src/dialect/registry.js';
import { pdoText } from '../../src/emit/cycle/pdo.js';
import { emitters } from '../../src/emit/registry.js';
import { whole } from '../../src/ir/desired.js';
import type { Plan, Step } from '../../src/plan/plan.js';
import { isLeft, isRight, type Validated } from '../../src/prelude.js';
import { humanReport, plain } from '../../src/report/human.js';
import { planDocument } from '../../src/report/json.js';
import { spellingOf } from '../../src/report/spelling.js';
import { violations } from '../report/schema.js';
import { legal } from '../support/schema/legal.js';
import { build, type Lane, lanes, recipes } from '../support/schema-gen.js';
import { options } from './options.js';
import { inFolder, noPhp, php } from './php.js';

const right = <P, A>(v: Validated<P, A>): A => {
  if (isLeft(v)) throw new Error(JSON.stringify(v.left));
  return v.right;
};

const pairs = 120;

const plansOf = (lane: Lane): ReadonlyArray<Plan> =>
  fc.sample(recipes(3, 6), { numRuns: pairs, seed: 11 }).flatMap((recipe) => {
    const pair = build(lane, recipe);
    const made = plan(whole(pair.before), pair.after, { dialect: legal[lane].dialect });
    return isRight(made) ? [made.right] : [];
  });

/** The texts that reach the server, in order. */
const sent = (p: Plan, steps: ReadonlyArray<Step>): ReadonlyArray<string> => {
  const texts = steps.flatMap((s) => s.statements.map(({ sql }) => right(pdoText(p.dialect, sql))));
  const names = p.dialect === 'mysql' || p.dialect === 'mariadb' ? ['SET NAMES utf8mb4'] : [];
  return texts.length === 0 ? [] : [...names, ...texts];
};

describe.each(lanes)('%s', (lane) => {
  const plans = plansOf(lane);

  it('plans nearly all pairs', () => {
    expect(plans.length).toBeGreaterThan(pairs * 0.8);
    expect(plans.filter((p) => p.migrations.length > 0).length).toBeGreaterThan(pairs * 0.5);
  });

  it.skipIf(noPhp)('gives classes that ask for the plan’s statements, word for word', async () => {
    const expected: Record<string, { readonly up: ReadonlyArray<string>; readonly down: ReadonlyArray<string> }> = {};
    const files: Record<string, string> = {};
    plans.forEach((p, i) => {
      const dialect = right(dialectOf(p.dialect, p.serverVersion));
      const made = emitters.cycle.files(p, {
        ...options,
        directory: '',
        timestamp: { ...options.timestamp, year: String(3000 + i) },
        transactional: dialect.capabilities.transactionalDdl,
      });
      // A name that PDO would misread is refused; that is the emitter's right, and rare.
      if (isLeft(made)) return;
      for (const file of made.right) {
        files[file.path] = file.contents;
        const m = p.migrations[file.migration];
        if (m !== undefined) expected[file.path] = { up: sent(p, m.up), down: sent(p, m.down) };
      }
    });
    expect(Object.keys(files).length).toBeGreaterThan(pairs * 0.5);
    await inFolder(files, async (folder) => {
      const script = new URL('../support/php/record.php', import.meta.url).pathname;
      const recorded: Record<string, Record<'up' | 'down', ReadonlyArray<readonly [string, string]>>> = JSON.parse(
        await php(script, folder),
      );
      for (const [name, { up, down }] of Object.entries(expected)) {
        const calls = recorded[name];
        const texts = (direction: 'up' | 'down') =>
          (calls?.[direction] ?? []).filter(([call]) => call === 'execute').map(([, text]) => text);
        expect(texts('up')).toEqual(up);
        if (calls?.down[0]?.[0] !== 'refused') expect(texts('down')).toEqual(down);
        for (const direction of ['up', 'down'] as const) expect(balance(calls?.[direction] ?? [])).toBe(1);
      }
    });
  });

  it('tells each plan as valid JSON and as visible text', () => {
    for (const p of plans) {
      const dialect = right(dialectOf(p.dialect, p.serverVersion));
      const spelling = spellingOf(dialect);
      const files = right(emitters.sql.files(p, { ...options, transactional: true }));
      const document: unknown = JSON.parse(JSON.stringify(planDocument(p, { spelling, files, exitCode: 0 })));
      expect(violations(document)).toEqual([]);
      expect(humanReport(p, { spelling, extension: '.php', paint: plain })).not.toMatch(
        /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]|undefined|\[object/,
      );
    }
  });
});

/** Open transactions at the end, when one is open at the start; it may never be less than none or more than one. */
const balance = (calls: ReadonlyArray<readonly [string, string]>): number =>
  calls.reduce((open, [call]) => {
    const next = call === 'begin' ? open + 1 : call === 'commit' ? open - 1 : open;
    if (next < 0 || next > 1) throw new Error(`transactions do not pair: ${JSON.stringify(calls.map(([c]) => c))}`);
    return next;
  }, 1);
