/**
 * The plan as workflow commands of GitHub Actions: an annotation for each finding, worst first, and one for the plan.
 * A line that begins with `::` is a command to the runner, and so is `##[` anywhere in a line: text from outside goes
 * only into values, escaped as the runner reads them.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
 */
import type { Finding, Plan } from '../plan/plan.js';
import { findingText, placeOf } from './finding-words.js';
import { verdictText } from './human.js';
import type { Failure } from './json.js';
import { operationWords } from './operation-words.js';
import type { Spelling } from './spelling.js';
import { intentsOf, isAboutOneTable } from './steps.js';
import { visible } from './visible.js';

/** No text becomes a command of the runner, wherever it stands in a line. */
export const harmless = (text: string): string =>
  text.replace(/^(\s*):(?=:)/gm, '$1\\u{3A}').replace(/##\[/g, '##\\u{5B}');

const data = (lines: ReadonlyArray<string>): string =>
  harmless(lines.map(visible).join('\n')).replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');

const property = (text: string): string => data([text]).replace(/:/g, '%3A').replace(/,/g, '%2C');

type Level = 'error' | 'warning' | 'notice';
const levels = { error: 'error', warn: 'warning', info: 'notice' } as const;

const command = (
  level: Level,
  properties: ReadonlyArray<readonly [string, string | number | null]>,
  lines: ReadonlyArray<string>,
): string => {
  const said = properties.flatMap(([name, value]) => (value === null ? [] : [`${name}=${property(String(value))}`]));
  return `::${level} ${said.join(',')}::${data(lines)}\n`;
};

const findingCommand = (f: Finding, source: string | null): string => {
  const at = placeOf(f.table, f.column);
  return command(
    levels[f.level],
    [
      ['file', source],
      ['title', at === '' ? `altair ${f.code}` : `altair ${f.code}: ${at}`],
    ],
    [findingText(f), ...(f.remedy === null ? [] : [f.remedy])],
  );
};

const verdictLevel = { safe: 'notice', unsafe: 'error', unproven: 'warning' } as const;

export const githubReport = (
  plan: Plan,
  o: { readonly spelling: Spelling; readonly extension: string; readonly source: string | null },
): string => {
  const found = (['error', 'warn', 'info'] as const).flatMap((level) =>
    plan.findings.filter((f) => f.level === level).map((f) => findingCommand(f, o.source)),
  );
  const told = plan.migrations.flatMap((m) => {
    const c = { spelling: o.spelling, oneTable: isAboutOneTable(m) };
    const operations = intentsOf(m.up).flatMap((i) => operationWords(i, c));
    return [`Proposed migration: ${m.name}${o.extension}${m.label === null ? '' : `, ${m.label}`}`, ...operations];
  });
  const lines =
    plan.migrations.length === 0
      ? ['Nothing to do: the database already is what the specs say.']
      : [...told, verdictText(plan).replace(', see Safety below', '')];
  return [...found, command(verdictLevel[plan.verdict], [['title', `altair: ${plan.verdict}`]], lines)].join('');
};

export const githubFailure = (failures: ReadonlyArray<Failure>): string =>
  failures
    .map((f) =>
      command(
        'error',
        [
          ['file', f.line === null ? null : f.file],
          ['line', f.line],
          ['col', f.line === null ? null : f.column],
          ['title', `altair ${f.code}`],
        ],
        [
          f.file === null || f.line !== null ? f.message : `${f.file}: ${f.message}`,
          ...(f.hint === null ? [] : [f.hint]),
        ],
      ),
    )
    .join('');
