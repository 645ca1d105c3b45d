/**
 * How long things take, side by side in one run. Part one: plan() by itself on 10 to 5,000 tables. Part two: the whole
 * program as a multiple of an empty node process. Part three: asking about a large table (alone: `main.mjs probes`).
 * `main.mjs plan N` is one measurement of part one, in its own process, so that its memory is its own.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { plan } from '../src/compile.js';
import { isLeft } from '../src/prelude.js';
import { makeTempFolder, removeFolder } from '../test/support/boot/server.js';
import { backfills } from './backfill.js';
import { fillAll, fillOne } from './databases.js';
import { probes } from './probes.js';
import { type Candidate, median, race } from './processes.js';
import { asDesired, shop, specOf } from './shop.js';

const self = fileURLToPath(import.meta.url);
const cli = fileURLToPath(new URL('../../../dist/cli.cjs', import.meta.url));

const measurePlan = (tables: number): void => {
  const from = asDesired(tables, false);
  const to = asDesired(tables, true);
  const times: number[] = [];
  for (let round = 0; round < (tables > 500 ? 3 : 15); round++) {
    const started = performance.now();
    const made = plan(from, to);
    times.push(performance.now() - started);
    if (isLeft(made)) throw new Error(JSON.stringify(made.left));
    if (made.right.migrations.length !== 1) throw new Error('nothing planned');
  }
  // The first one, as a program that plans once sees it, and the best of the others.
  console.log(
    JSON.stringify({ first: times[0], again: median(times.slice(1)), memory: process.resourceUsage().maxRSS / 1024 }),
  );
};

const row = (cells: ReadonlyArray<string>, widths: ReadonlyArray<number>): string =>
  cells.map((c, i) => (i === 0 ? c.padEnd(widths[i] ?? 0) : c.padStart(widths[i] ?? 0))).join('  ');

/** Figure, goal, and whether it was met: the same words for every goal. */
const verdict = (figure: number, goal: number): string => (figure <= goal ? 'met' : 'MISSED');

/** A busy machine makes every figure worse, and some more than others. */
const machine = (): string =>
  `node ${process.version}, ${cpus().length} processors, load ${loadavg()
    .map((l) => l.toFixed(1))
    .join(' ')}`;

/** At most so many times longer for ten times as many tables. */
const growthGoal = 12;

const plans = (): void => {
  const widths = [24, 12, 12, 12, 14, 16];
  console.log(row(['plan()', 'first, ms', 'again, ms', 'peak, MB', 'growth', 'goal'], widths));
  let last: { readonly tables: number; readonly time: number } | null = null;
  for (const tables of [10, 100, 1000, 5000]) {
    const done = spawnSync(process.execPath, [self, 'plan', String(tables)], { encoding: 'utf8' });
    if (done.status !== 0) throw new Error(done.stderr);
    const { first, again, memory } = JSON.parse(done.stdout) as { first: number; again: number; memory: number };
    // As if the step had been tenfold: 1,000 → 5,000 is a fivefold one.
    const growth = last === null ? null : (again / last.time) ** (1 / Math.log10(tables / last.tables));
    const cells = [
      `${tables} tables`,
      first.toFixed(1),
      again.toFixed(1),
      memory.toFixed(0),
      growth === null ? '' : `×${growth.toFixed(1)} per ×10`,
      growth === null ? '' : `×${growthGoal} ${verdict(growth, growthGoal)}`,
    ];
    console.log(row(cells, widths));
    last = { tables, time: again };
  }
  console.log('');
};

const specs = (folder: string, tables: number, changed: boolean): string => {
  mkdirSync(folder, { recursive: true });
  for (let n = 0; n < tables; n++) writeFileSync(join(folder, `table_${n}.yaml`), specOf(n, changed));
  return folder;
};

const rounds = 7;

const programs = async (): Promise<void> => {
  const folder = await makeTempFolder();
  const tables = 500;
  const { there, missing } = await fillAll(folder, shop(tables, false));
  try {
    const old = specs(join(folder, 'old'), tables, false);
    const edited = specs(join(folder, 'new'), tables, true);
    const one = specs(join(folder, 'one'), 1, true);
    const answers = [0, 1, 3];
    const altair = (name: string, ...args: ReadonlyArray<string>): Candidate => ({
      name,
      args: [cli, 'db:migration-plan', ...args],
      fine: answers,
    });
    const single = await fillOne(folder, shop(1, false));
    const candidates: ReadonlyArray<Candidate> = [
      { name: 'empty node -e 0', args: ['-e', '0'], fine: [0] },
      { name: 'altair --help', args: [cli, '--help'], fine: [0] },
      altair('one spec, SQLite', one, '--db', single),
      altair('500 specs, 500 specs', '--from', old, '--to', edited),
      // A database of 500 tables, asked for one of them and for all of them: the second reads 500 files of YAML as well.
      ...there.map((d) => altair(`one spec, 500 in ${d.name}`, one, '--db', d.url)),
      ...there.map((d) => altair(`500 specs, ${d.name}`, edited, '--db', d.url)),
    ];
    const times = race(candidates, rounds);
    const empty = times.get('empty node -e 0') ?? Number.NaN;
    const goals = new Map<string, number>([
      ['altair --help', 3 * empty],
      ['one spec, SQLite', 4 * empty],
      ['500 specs, 500 specs', 12 * empty],
      ...there.flatMap((d): ReadonlyArray<[string, number]> => {
        const goal =
          d.name === 'SQLite' ? 8 * empty : d.name === 'PostgreSQL' ? 16 * empty : 2 * d.catalogMs + 8 * empty;
        return [
          [`one spec, 500 in ${d.name}`, goal],
          [`500 specs, ${d.name}`, goal],
        ];
      }),
    ]);
    const widths = [30, 12, 12, 22, 16];
    console.log(row(['the whole program', 'ms', 'multiple', 'goal', 'its catalog, ms'], widths));
    for (const [name, time] of times) {
      const goal = goals.get(name);
      const catalog = there.find((d) => name.endsWith(` ${d.name}`) && name.includes('500'))?.catalogMs;
      const cells = [
        name,
        time.toFixed(0),
        `×${(time / empty).toFixed(1)}`,
        goal === undefined ? '' : `×${(goal / empty).toFixed(1)}, ${goal.toFixed(0)} ms ${verdict(time, goal)}`,
        catalog === undefined ? '' : catalog.toFixed(0),
      ];
      console.log(row(cells, widths));
    }
    console.log(`Medians of ${rounds} rounds, in each of which everything ran once.`);
    for (const m of missing) console.log(`NOT MEASURED: ${m}`);
  } finally {
    for (const d of there) await d.end();
    await removeFolder(folder);
  }
};

const [part, size] = process.argv.slice(2);
if (part === 'plan') measurePlan(Number(size));
else {
  console.log(`${machine()} at the start\n`);
  if (part !== 'probes' && part !== 'backfill') {
    plans();
    await programs();
  }
  for (const [name, measure] of [
    ['backfill', backfills],
    ['probes', probes],
  ] as const) {
    if (part !== undefined && part !== name) continue;
    const folder = await makeTempFolder();
    await measure(folder).finally(() => removeFolder(folder));
  }
  console.log(`${machine()} at the end`);
}
