/**
 * The plan as a comment on a pull request (GitHub's and GitLab's Markdown). Names come from outside: they stand in code
 * spans, whose fence is longer than any in them, or in prose with everything escaped that Markdown, HTML, mentions and
 * links are made of. https://github.github.com/gfm/
 */
import type { Migration, Plan } from '../plan/plan.js';
import { lossWords } from './finding-words.js';
import { verdictText } from './human.js';
import type { Failure } from './json.js';
import { operationWords, type WordsContext } from './operation-words.js';
import { phaseWarnings } from './phase-words.js';
import { place } from './problems.js';
import type { Spelling } from './spelling.js';
import { intentsOf, isAboutOneTable } from './steps.js';
import { type Told, toldTogether } from './tell-together.js';
import { visible } from './visible.js';

/** An empty comment parts what would be a mention, a reference or a link once the Markdown is gone. */
const apart = '<!-- -->';

/** Prose: nothing in it is markup. */
export const prose = (text: string): string =>
  visible(text)
    .replace(/[\\`*_{}[\]<>|~$&^!]/g, (c) => `\\${c}`)
    .replace(/([@#])(?=\w)/g, `$1${apart}`)
    .replace(/:(?=\/\/)/g, `:${apart}`)
    .replace(/\b(www)\./gi, `$1${apart}.`);

/** The longest run of backticks in a text: what fences it must be longer. */
const fence = (text: string, least: number): string =>
  '`'.repeat(Math.max(least, ...[...text.matchAll(/`+/g)].map(([run]) => run.length + 1)));

/** A code span; in one, nothing is markup, and a space at both ends is taken away. */
export const code = (text: string): string => {
  const shown = visible(text);
  if (shown === '') return '` `';
  const pad = /^[` ]|[` ]$/.test(shown) ? ' ' : '';
  const marks = fence(shown, 1);
  return `${marks}${pad}${shown}${pad}${marks}`;
};

const block = (language: string, text: string): ReadonlyArray<string> => {
  const marks = fence(text, 3);
  return [`${marks}${language}`, ...text.split('\n').map(visible), marks];
};

const titled = (title: string, items: ReadonlyArray<string>): ReadonlyArray<string> =>
  items.length === 0 ? [] : ['', `**${title}**`, '', ...items];

/** `- ` before the first word: an operation's later lines belong to it. */
const item = (words: ReadonlyArray<string>): ReadonlyArray<string> => {
  const [first = '', ...rest] = words;
  return [`- ${code(first)}`, ...rest.map((r) => `  - ${code(r.trimStart())}`)];
};

/** A comment holds 65,536 characters, and the SQL is a thing to look into, not to run: the file has it whole. */
const mostSql = 12_000;

const shortened = (sql: string): string =>
  sql.length <= mostSql ? sql : `${sql.slice(0, mostSql)}\n-- … ${sql.length - mostSql} more characters`;

const sqlOf = (m: Migration, steps: Migration['up']): string => shortened(sqlText(m, steps));

const sqlText = (m: Migration, steps: Migration['up']): string =>
  steps.flatMap((s) => s.statements.map((x) => `${x.sql};`)).join('\n') || `-- ${m.name}: no statement`;

const folded = (summary: string, lines: ReadonlyArray<string>): ReadonlyArray<string> => [
  '',
  `<details><summary>${summary}</summary>`,
  '',
  ...lines,
  '',
  '</details>',
];

const migration = (m: Migration, o: MarkdownOptions): ReadonlyArray<string> => {
  const c: WordsContext = { spelling: o.spelling, oneTable: isAboutOneTable(m) };
  const back = m.down.flatMap((step) => [
    ...step.intents.flatMap((i) => item(operationWords(i, c))),
    ...step.loses.map((l) => `  - ⚠️ ${prose(lossWords(l))}`),
  ]);
  const kept = m.irreversible.map(
    (i) => `- ❌ not undone: ${code(operationWords(i.intent, c)[0] ?? '')} (${prose(i.because)})`,
  );
  return [
    `### Proposed migration: ${code(`${m.name}${o.extension}`)}${m.label === null ? '' : `, ${prose(m.label)}`}`,
    ...titled(
      'Operations',
      intentsOf(m.up).flatMap((i) => item(operationWords(i, c))),
    ),
    ...titled('Rollback', back.length + kept.length === 0 ? ['- nothing to undo'] : [...back, ...kept]),
    ...folded('SQL', [...block('sql', sqlOf(m, m.up)), '', 'Rollback:', '', ...block('sql', sqlOf(m, m.down))]),
  ];
};

const badge = { error: '❌ **error**', warn: '⚠️ **warning**', info: 'ℹ️ note' } as const;

const findingItem = ({ finding: f, at, text }: Told): ReadonlyArray<string> => [
  `- ${badge[f.level]}${at === '' ? '' : ` ${code(at)}`}: ${prose(text)} (${code(f.code)})`,
  ...(f.remedy === null ? [] : [`  - ${prose(f.remedy)}`]),
];

export interface MarkdownOptions {
  readonly spelling: Spelling;
  readonly extension: string;
}

const verdicts = { safe: '✅ **Safe**', unsafe: '❌ **Unsafe**', unproven: '⚠️ **Unproven**' } as const;

/** What the one-line verdict says after its first word. */
const verdict = (plan: Plan): string =>
  `${verdicts[plan.verdict]}: ${prose(
    verdictText(plan)
      .replace(/^[^:]*: /, '')
      .replace('Safety below', 'below'),
  )}`;

export const markdownReport = (plan: Plan, o: MarkdownOptions): string => {
  const findings = (['error', 'warn', 'info'] as const).flatMap((level) =>
    toldTogether(plan.findings.filter((f) => f.level === level)).flatMap(findingItem),
  );
  const phases = phaseWarnings(plan).map((line) => `- ${line}`);
  const parts =
    plan.migrations.length === 0
      ? ['### Nothing to do', '', 'The database already is what the specs say.']
      : [...plan.migrations.flatMap((m, i) => [...(i === 0 ? [] : ['']), ...migration(m, o)]), '', verdict(plan)];
  return `${[...parts, ...titled('Safety', [...findings, ...phases])].join('\n')}\n`;
};

export const markdownFailure = (failures: ReadonlyArray<Failure>): string =>
  `${[
    '### ❌ No migration plan',
    '',
    ...failures.flatMap((f) => {
      const at = place(f.file === null ? null : { file: f.file, line: f.line, column: f.column });
      return [
        `- ${at === '' ? '' : `${code(at)}: `}${prose(f.message)} (${code(f.code)})`,
        ...(f.hint === null ? [] : [`  - ${prose(f.hint)}`]),
      ];
    }),
  ].join('\n')}\n`;
