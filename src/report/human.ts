/** The plan for people. Colour is added by whoever prints it on a terminal (`paint`), so that the text is one and the same. */
import type { Intent } from '../intent/algebra.js';
import type { Finding, Migration, Plan, Verdict } from '../plan/plan.js';
import { briefly, type Samples, sampleKey } from '../plan/sample.js';
import { durationWords, lossWords } from './finding-words.js';
import { operationWords, type WordsContext } from './operation-words.js';
import { phaseWarnings } from './phase-words.js';
import type { Spelling } from './spelling.js';
import { intentsOf, isAboutOneTable } from './steps.js';
import { toldTogether } from './tell-together.js';
import { visible } from './visible.js';

/** How parts are coloured; the identity off a terminal. */
export interface Paint {
  readonly strong: (text: string) => string;
  readonly good: (text: string) => string;
  readonly bad: (text: string) => string;
  readonly doubtful: (text: string) => string;
  readonly quiet: (text: string) => string;
}

const same = (text: string): string => text;
export const plain: Paint = { strong: same, good: same, bad: same, doubtful: same, quiet: same };

export interface HumanOptions {
  readonly spelling: Spelling;
  /** `.php`: what stands after a migration's name. */
  readonly extension: string;
  readonly paint: Paint;
  /** Rows to be shown beside findings: only ever for a terminal. Absent: none. */
  readonly samples?: Samples;
}

const lineOf = (intent: Intent, c: WordsContext): string => {
  const [first = '', ...rest] = operationWords(intent, c).map(visible);
  return [`  → ${first}`, ...rest.map((r) => `      ${r.trimStart()}`)].join('\n');
};

const operations = (intents: ReadonlyArray<Intent>, c: WordsContext): ReadonlyArray<string> =>
  intents.flatMap((intent) =>
    intent.kind === 'SetTableOptions' || intent.kind === 'SetAttributes'
      ? operationWords(intent, c).map((w) => `  → ${visible(w)}`)
      : [lineOf(intent, c)],
  );

/** Findings that the safe line tells in its own words. */
const isBackfillCount = (f: Finding): boolean =>
  f.level !== 'error' &&
  f.code.startsWith('backfill') &&
  (f.evidence.kind === 'exact' || f.evidence.kind === 'estimated');

const safeLine = (plan: Plan): string => {
  const rows = plan.findings
    .filter(isBackfillCount)
    .reduce((sum, f) => sum + ('count' in f.evidence ? f.evidence.count : 0), 0);
  const told = plan.findings.some(isBackfillCount);
  const warnings = plan.findings.filter((f) => f.level === 'warn' && !isBackfillCount(f)).length;
  const count = told
    ? `backfill query would affect ${rows} row${rows === 1 ? '' : 's'}`
    : warnings > 0
      ? `${warnings} warning${warnings === 1 ? '' : 's'}, see below`
      : 'no issues found';
  const time =
    plan.estimatedDurationMs === null
      ? ''
      : `; estimated ${durationWords(plan.estimatedDurationMs)} on production-sized table`;
  return `✓ Safe: ${count}${time}.`;
};

/** The verdict in one line, as every format for people says it. */
export const verdictText = (plan: Plan): string => {
  const errors = plan.findings.filter((f) => f.level === 'error').length;
  const lines: Readonly<Record<Verdict, () => string>> = {
    safe: () => safeLine(plan),
    unsafe: () => `✗ Unsafe: ${errors} error${errors === 1 ? '' : 's'}, see Safety below.`,
    unproven: () =>
      plan.findings.some((f) => f.evidence.kind === 'unknown')
        ? '? Unproven: a check could not be answered, see Safety below.'
        : '? Unproven: the rows were not looked at.',
  };
  return lines[plan.verdict]();
};

const verdictLine = (plan: Plan, paint: Paint): string => {
  const tint = { safe: paint.good, unsafe: paint.bad, unproven: paint.doubtful };
  return `  ${tint[plan.verdict](verdictText(plan))}`;
};

const rollback = (m: Migration, c: WordsContext, paint: Paint): ReadonlyArray<string> => {
  const lines = m.down.flatMap((step) => [
    ...operations(step.intents, c),
    ...step.loses.map((l) => `    ${paint.doubtful(lossWords(l))}`),
  ]);
  const missing = m.irreversible.map(
    (i) => `  ${paint.bad('✗')} not undone: ${visible(operationWords(i.intent, c)[0] ?? '')} (${visible(i.because)})`,
  );
  const all = [...lines, ...missing];
  return all.length === 0 ? ['  nothing to undo'] : all;
};

const levels = { error: 'error', warn: 'warning', info: 'info' } as const;

const cell = (value: string | null): string =>
  value === null ? 'NULL' : `'${visible(value)}${[...value].length >= briefly ? '…' : ''}'`;

/** `id '7', email 'a@b.example'`, a line a row. */
const sampleLines = (f: Finding, { samples, paint }: HumanOptions): ReadonlyArray<string> =>
  (samples?.get(sampleKey(f)) ?? []).flatMap(({ names, rows }) =>
    rows.map(
      (row) => `      ${paint.quiet(names.map((name, i) => `${visible(name)} ${cell(row[i] ?? null)}`).join(', '))}`,
    ),
  );

const safety = (plan: Plan, o: HumanOptions): ReadonlyArray<string> => {
  const { paint } = o;
  const tint = { error: paint.bad, warn: paint.doubtful, info: paint.quiet };
  const told = plan.verdict === 'safe' ? plan.findings.filter((f) => !isBackfillCount(f)) : plan.findings;
  const lines = (['error', 'warn', 'info'] as const).flatMap((level) =>
    toldTogether(told.filter((f) => f.level === level)).flatMap(({ finding: f, at, text }) => [
      `  ${tint[level](levels[level])}${at === '' ? '' : ` ${visible(at)}`}: ${text} ${paint.quiet(`[${visible(f.code)}]`)}`,
      ...sampleLines(f, o),
      ...(f.remedy === null ? [] : [`    ${visible(f.remedy)}`]),
    ]),
  );
  const phases = phaseWarnings(plan).map((line) => `  ${line}`);
  const all = [...lines, ...phases];
  return all.length === 0 ? [] : ['', paint.strong('Safety:'), ...all];
};

const migration = (plan: Plan, m: Migration, last: boolean, o: HumanOptions): ReadonlyArray<string> => {
  const c: WordsContext = { spelling: o.spelling, oneTable: isAboutOneTable(m) };
  const label = m.label === null ? '' : `, ${visible(m.label)}`;
  return [
    `${o.paint.strong('Proposed migration:')} ${visible(m.name)}${o.extension}${label}`,
    '',
    o.paint.strong('Operations:'),
    ...operations(intentsOf(m.up), c),
    ...(last ? [verdictLine(plan, o.paint)] : []),
    '',
    o.paint.strong('Rollback:'),
    ...rollback(m, c, o.paint),
  ];
};

export const humanReport = (plan: Plan, o: HumanOptions): string => {
  if (plan.migrations.length === 0) {
    const notes = safety(plan, o);
    return `${['Nothing to do: the database already is what the specs say.', ...notes].join('\n')}\n`;
  }
  const parts = plan.migrations.map((m, i) => migration(plan, m, i === plan.migrations.length - 1, o).join('\n'));
  return `${[parts.join('\n\n'), ...safety(plan, o)].join('\n')}\n`;
};
