/**
 * The plan as one page that needs nothing else: no script, no network, no font. Names come from outside, so every text
 * goes through `esc` on its way in; attributes hold our own words only.
 * https://cheatsheetseries.owasp.org/cheatsheets/Cross_Site_Scripting_Prevention_Cheat_Sheet.html
 */
import type { DownStep, Migration, Plan, SqlStatement, Step } from '../plan/plan.js';
import { lossWords, placeOf } from './finding-words.js';
import { verdictText } from './human.js';
import type { Failure } from './json.js';
import { operationWords, type WordsContext } from './operation-words.js';
import { phaseWarnings } from './phase-words.js';
import { place } from './problems.js';
import type { Spelling } from './spelling.js';
import { isAboutOneTable } from './steps.js';
import { type Told, toldTogether } from './tell-together.js';
import { visible } from './visible.js';

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
};

const escaped = (text: string): string => text.replace(/[&<>"'`]/g, (c) => entities[c] ?? c);

/** One line of text. */
const esc = (text: string): string => escaped(visible(text));

/** SQL keeps its lines. */
const lines = (text: string): string => text.split('\n').map(esc).join('\n');

const style = `
:root{color-scheme:light dark;--line:#8884;--soft:#8881}
body{font:15px/1.5 system-ui,sans-serif;max-width:62rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.4rem}h2{font-size:1.15rem;margin-top:2.2rem}h3{font-size:1rem}
code,pre{font:13px/1.45 ui-monospace,monospace}pre{background:var(--soft);padding:.6rem .8rem;overflow-x:auto;border-radius:6px}
table{border-collapse:collapse;width:100%}td,th{border-bottom:1px solid var(--line);padding:.35rem .5rem;text-align:left;vertical-align:top}
.safe{color:#1a7f37}.unsafe,.error{color:#d1242f}.unproven,.warn{color:#9a6700}.info,.quiet{opacity:.7}
ul{padding-left:1.2rem}`;

const page = (title: string, body: ReadonlyArray<string>): string =>
  [
    '<!doctype html>',
    '<html lang="en"><head><meta charset="utf-8">',
    // Nothing on the page may load or run anything, whatever got into it.
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${esc(title)}</title>`,
    `<style>${style}</style></head><body>`,
    ...body,
    '</body></html>',
    '',
  ].join('\n');

const list = (items: ReadonlyArray<string>): ReadonlyArray<string> =>
  items.length === 0 ? [] : ['<ul>', ...items.map((i) => `<li>${i}</li>`), '</ul>'];

const operation = (step: Step, c: WordsContext): ReadonlyArray<string> =>
  step.intents.map((i) =>
    operationWords(i, c)
      .map((line) => `<code>${esc(line)}</code>`)
      .join('<br>'),
  );

const lockOf = (s: SqlStatement): string =>
  s.locks
    .map((l) => {
      const waits = l.blocksReads ? 'readers and writers wait' : l.blocksWrites ? 'writers wait' : 'nobody waits';
      return `${esc(placeOf(l.table, null))}: ${esc(l.strength)} (${waits}${l.rewrites ? ', rewritten' : ''})`;
    })
    .join('<br>') || '<span class="quiet">none</span>';

const statements = (steps: ReadonlyArray<Step>): ReadonlyArray<string> => {
  const all = steps.flatMap((s) => s.statements);
  if (all.length === 0) return ['<p class="quiet">No statement.</p>'];
  return [
    '<table><thead><tr><th>#</th><th>Transaction</th><th>Statement</th><th>Locks</th></tr></thead><tbody>',
    ...all.map(
      (s, i) =>
        `<tr><td>${i + 1}</td><td>${s.transaction ?? 'none'}</td><td><pre>${lines(s.sql)}</pre></td><td>${lockOf(s)}</td></tr>`,
    ),
    '</tbody></table>',
  ];
};

const back = (step: DownStep, c: WordsContext): ReadonlyArray<string> => [
  ...operation(step, c),
  ...step.loses.map((l) => `<span class="warn">${esc(lossWords(l))}</span>`),
];

const migration = (m: Migration, o: HtmlOptions): ReadonlyArray<string> => {
  const c: WordsContext = { spelling: o.spelling, oneTable: isAboutOneTable(m) };
  const undone = m.irreversible.map(
    (i) =>
      `<span class="error">not undone: <code>${esc(operationWords(i.intent, c)[0] ?? '')}</code> (${esc(i.because)})</span>`,
  );
  const rollback = [...m.down.flatMap((s) => back(s, c)), ...undone];
  return [
    `<h2>${esc(`${m.name}${o.extension}`)}</h2>`,
    ...(m.label === null ? [] : [`<p>${esc(m.label)}</p>`]),
    '<h3>Operations</h3>',
    ...list(m.up.flatMap((s) => operation(s, c))),
    ...statements(m.up),
    '<h3>Rollback</h3>',
    ...(rollback.length === 0 ? ['<p class="quiet">Nothing to undo.</p>'] : list(rollback)),
    ...statements(m.down),
  ];
};

const finding = ({ finding: f, at, text }: Told): string => {
  const remedy = f.remedy === null ? '' : `<br>${esc(f.remedy)}`;
  return `<tr><td class="${f.level}">${f.level}</td><td><code>${esc(at)}</code></td><td>${esc(text)}${remedy}</td><td><code>${esc(f.code)}</code></td></tr>`;
};

const safety = (plan: Plan): ReadonlyArray<string> => {
  const found = (['error', 'warn', 'info'] as const).flatMap((level) =>
    toldTogether(plan.findings.filter((f) => f.level === level)).map(finding),
  );
  const warnings = list(phaseWarnings(plan).map(esc));
  if (found.length + warnings.length === 0) return [];
  return [
    '<h2>Safety</h2>',
    ...(found.length === 0
      ? []
      : [
          '<table><thead><tr><th>Level</th><th>Where</th><th>What</th><th>Code</th></tr></thead><tbody>',
          ...found,
          '</tbody></table>',
        ]),
    ...warnings,
  ];
};

export interface HtmlOptions {
  readonly spelling: Spelling;
  readonly extension: string;
}

export const htmlReport = (plan: Plan, o: HtmlOptions): string =>
  page('Migration plan', [
    '<h1>Migration plan</h1>',
    `<p>${esc(plan.dialectName)} ${esc(plan.serverVersion)}, from <code>${esc(plan.assumes)}</code></p>`,
    ...(plan.migrations.length === 0
      ? ['<p>Nothing to do: the database already is what the specs say.</p>']
      : [`<p class="${plan.verdict}"><strong>${esc(verdictText(plan))}</strong></p>`]),
    ...plan.migrations.flatMap((m) => migration(m, o)),
    ...safety(plan),
  ]);

export const htmlFailure = (failures: ReadonlyArray<Failure>): string =>
  page('No migration plan', [
    '<h1 class="error">No migration plan</h1>',
    ...list(
      failures.map((f) => {
        const at = place(f.file === null ? null : { file: f.file, line: f.line, column: f.column });
        const hint = f.hint === null ? '' : `<br>${esc(f.hint)}`;
        return `${at === '' ? '' : `<code>${esc(at)}</code>: `}${esc(f.message)} (<code>${esc(f.code)}</code>)${hint}`;
      }),
    ),
  ]);
