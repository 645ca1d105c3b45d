import type { Log } from 'sarif';
import { describe, expect, it } from 'vitest';
import { checks } from '../../src/check/registry.js';
import { qname } from '../../src/ir/name.js';
import { column } from '../../src/ir/schema.js';
import { T } from '../../src/ir/type.js';
import type { Plan } from '../../src/plan/plan.js';
import { plain } from '../../src/report/human.js';
import type { Failure } from '../../src/report/json.js';
import { code, prose } from '../../src/report/markdown.js';
import { type FormatId, type Report, type ReportOptions, reports } from '../../src/report/registry.js';
import { sarifDocument, sarifFailureDocument } from '../../src/report/sarif.js';
import { hostileNames } from '../support/hostile.js';
import { displayNamePlan, downStep, finding, migration, planOf, spelling, statement, step, users } from './fixture.js';
import { publishedViolations } from './sarif-published.js';
import { sarifViolations } from './sarif-schema.js';

const options: ReportOptions = {
  spelling,
  extension: '.php',
  paint: plain,
  files: [{ path: 'database/migrations/1_x.php', contents: '<?php\n', migration: 0, direction: 'both' }],
  exitCode: 0,
  version: '1.2.3',
  source: 'api/users.yaml',
};

const told = (format: FormatId, plan: Plan, more: Partial<ReportOptions> = {}): string => {
  const report: Report = reports[format];
  return report.plan(plan, { ...options, ...more });
};

const failed = (format: FormatId, failures: ReadonlyArray<Failure>): string => {
  const report: Report = reports[format];
  return report.failure(failures, { version: '1.2.3', exitCode: 2 });
};

const add = step(
  [{ kind: 'AddColumn', table: users, column: column('nick', T.text()), after: undefined }],
  statement('ALTER TABLE "users" ADD COLUMN "nick" text'),
);
const dropped = { kind: 'DropColumn', table: users, column: column('nick', T.text()), after: undefined } as const;

const unsafe = planOf(
  [
    migration({
      name: 'one',
      label: 'phase 1 (additive, deploys safely)',
      phase: 'expand',
      up: [add],
      down: [downStep([dropped], [{ kind: 'values', table: users, column: 'nick' }], statement('ALTER TABLE x'))],
    }),
    migration({ name: 'two', up: [add], irreversible: [{ intent: dropped, because: 'no way back' }] }),
  ],
  {
    verdict: 'unsafe',
    findings: [
      finding({ code: 'backfill-rows', level: 'info', message: 'an aside' }),
      finding({
        code: 'add-unique',
        level: 'error',
        table: users,
        column: 'nick',
        message: '2 rows share one value of nick, so the unique key cannot be made.',
        evidence: { kind: 'exact', count: 2 },
        remedy: 'Remove the duplicates first.',
      }),
      finding({ code: 'large-table', table: users, message: 'many rows', evidence: { kind: 'unknown', why: 'late' } }),
    ],
  },
);

const failures: ReadonlyArray<Failure> = [
  {
    code: 'spec.unknown-key',
    message: 'unknown key "tpye" in field nick',
    file: 'api/users.yaml',
    line: 12,
    column: 7,
    hint: 'Did you mean "type"?',
  },
  { code: 'usage.no-database', message: 'no database was named', file: null, line: null, column: null, hint: null },
];

const extensions = { markdown: 'md', github: 'txt', sarif: 'json', html: 'html' } as const;
const formats = ['markdown', 'github', 'sarif', 'html'] as const;

describe.each(formats)('%s', (format) => {
  it('shows plans and problems', async () => {
    for (const [name, text] of [
      ['safe', told(format, displayNamePlan)],
      ['unsafe', told(format, unsafe)],
      ['nothing', told(format, planOf([]))],
      ['problems', failed(format, failures)],
    ] as const)
      await expect(text).toMatchFileSnapshot(`../../snapshots/report/${format}/${name}.${extensions[format]}`);
  });
});

const hostile = (name: string): Plan =>
  planOf(
    [
      migration({
        label: name,
        up: [
          step(
            [{ kind: 'AddColumn', table: qname(name), column: column(name, T.text()), after: undefined }],
            statement(`ALTER TABLE "${name}" ADD "${name}" text`),
          ),
        ],
        down: [downStep([dropped], [{ kind: 'values', table: qname(name), column: name }])],
        irreversible: [{ intent: dropped, because: name }],
      }),
    ],
    {
      verdict: 'unproven',
      findings: [
        finding({
          level: 'error',
          table: qname(name),
          column: name,
          message: `${name} is wrong`,
          evidence: { kind: 'unknown', why: name },
          remedy: name,
        }),
        finding({ code: name, message: name }),
      ],
    },
  );

const hostileFailures = (name: string): ReadonlyArray<Failure> => [
  { code: 'spec.unknown-key', message: name, file: name, line: 1, column: 1, hint: name },
  { code: 'spec.unknown-key', message: name, file: name, line: null, column: null, hint: name },
  { code: 'usage.x', message: name, file: null, line: null, column: null, hint: null },
];

const shapes = (text: string): ReadonlyArray<string> => text.split('\n').map((l) => l.replace(/`.*/, '`').slice(0, 4));

describe.each(hostileNames.map((name) => [JSON.stringify(name), name] as const))('a thing called %s', (_, name) => {
  it('gives GitHub’s runner no command and no property of its own', () => {
    for (const [text, count] of [
      [told('github', hostile(name), { source: name, extension: name }), 3],
      [failed('github', hostileFailures(name)), 3],
    ] as const) {
      const lines = text.trimEnd().split('\n');
      expect(lines).toHaveLength(count);
      for (const line of lines) {
        expect(line).toMatch(/^::(error|warning|notice) ((file|line|col|title)=[^,:]*,?)+::/);
        expect(line).not.toMatch(/[\r\u0000-\u001f\u007f-\u009f\u202a-\u202e]|##\[/);
      }
    }
    const talk = reports.github.talk(`error: a\n${name}\n  ${name}\n`);
    expect(talk).not.toMatch(/^\s*::|##\[/m);
  });

  it('is text to Markdown', () => {
    const text = told('markdown', hostile(name));
    expect(shapes(text)).toEqual(shapes(told('markdown', hostile('harmless'))).flatMap(sqlLines(name)));
    const said = prose(name);
    const bare = said.replace(/\\[!-/:-@[-`{-~]/g, ' ').replace(/<!-- -->/g, ' ');
    expect(bare).not.toMatch(/[`*_[\]<>|&~$\n\u001b\u202e]|:\/\/|www\.|@\w|#\w/);
    const span = code(name);
    const marks = /^`+/.exec(span)?.[0] ?? '';
    const inner = span.slice(marks.length, -marks.length);
    expect(span.endsWith(marks)).toBe(true);
    expect([...inner.matchAll(/`+/g)].map(([run]) => run.length)).not.toContain(marks.length);
    expect(inner).not.toMatch(/^`|`$|\n/);
  });

  it('is text to a terminal, and data to JSON', () => {
    // The harmless name tells how many lines there are: none of the others makes one more, or moves the cursor.
    const text = told('human', hostile(name));
    expect(text.split('\n')).toHaveLength(told('human', hostile('harmless')).split('\n').length);
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
    const document: unknown = JSON.parse(told('json', hostile(name)));
    expect(document).toMatchObject({
      migrations: [{ operations: [{ op: 'add_column', table: name, column: name }], label: name }],
      safety: { issues: [{ table: name, column: name, remedy: name }] },
    });
  });

  it('is text to a browser', () => {
    const tags = (text: string): ReadonlyArray<string> => text.match(/<[^>]*>/g) ?? [];
    for (const [text, other] of [
      [told('html', hostile(name), { extension: name }), told('html', hostile('harmless'))],
      [failed('html', hostileFailures(name)), failed('html', hostileFailures('harmless'))],
    ] as const) {
      expect(tags(text)).toEqual(tags(other));
      // Every other bracket, quote and ampersand is an entity.
      expect(text.replace(/<[^>]*>/g, '').replace(/&(?:amp|lt|gt|quot|#39|#96);/g, '')).not.toMatch(
        /[<>&`]|\u202e|\u001b/,
      );
    }
  });

  it('is data to SARIF', () => {
    for (const text of [
      told('sarif', hostile(name), { source: name }),
      told('sarif', hostile(name), { source: null }),
      failed('sarif', hostileFailures(name)),
    ]) {
      const log: Log = JSON.parse(text);
      expect(sarifViolations(log)).toEqual([]);
      expect(publishedViolations(log)).toEqual([]);
      const messages = [
        ...(log.runs[0]?.results ?? []).map((r) => r.message.text ?? ''),
        ...(log.runs[0]?.invocations?.[0]?.toolExecutionNotifications ?? []).map((n) => n.message.text ?? ''),
      ];
      expect(messages.length).toBeGreaterThan(1);
      for (const m of messages) {
        expect(m).not.toMatch(/(?<!\{)\{\d+\}(?!\})/);
        expect(m).not.toMatch(/(?<!\\)\[[^\]]*\]\(/);
        expect(m).not.toMatch(/[\u0000-\u001f\u202a-\u202e]/);
      }
    }
  });
});

/** In the block of SQL a name's own line ends stay; they are fenced in. */
const sqlLines =
  (name: string) =>
  (line: string): ReadonlyArray<string> =>
    line === 'ALTE' ? shapes(`ALTER TABLE "${name}" ADD "${name}" text;`) : [line];

describe('sarif', () => {
  it('is of the published type', () => {
    // The compiler compares; the values only have to be there.
    const plan: Log = sarifDocument(unsafe, options);
    const failure: Log = sarifFailureDocument(failures, { version: '1.2.3', exitCode: 2 });
    expect([plan.runs.length, failure.runs.length]).toEqual([1, 1]);
  });

  it('has a page for every rule, and keeps to the schema for all of them', () => {
    const findings = checks.map((c) => finding({ code: c.code, table: users, column: 'x' }));
    const log: Log = JSON.parse(told('sarif', planOf([], { findings })));
    expect(sarifViolations(log)).toEqual([]);
    expect(publishedViolations(log)).toEqual([]);
    const rules = log.runs[0]?.tool.driver.rules ?? [];
    expect(rules.map((r) => r.id)).toEqual(checks.map((c) => c.code));
    expect(rules.every((r) => (r.help?.text ?? '') !== '')).toBe(true);
  });

  it('tells two findings of one kind at one place apart, and gives them the same mark in the next run', () => {
    const findings = [finding({ table: users }), finding({ table: users, message: 'other words' })];
    const marks = (plan: Plan): ReadonlyArray<unknown> =>
      (JSON.parse(told('sarif', plan)) as Log).runs[0]?.results?.map((r) => r.partialFingerprints) ?? [];
    expect(new Set(marks(planOf([], { findings })).map((m) => JSON.stringify(m))).size).toBe(2);
    expect(marks(planOf([], { findings }))).toEqual(marks(planOf([], { findings: [...findings].reverse() })));
  });

  it('would not pass its schema with a stray word', () => {
    const log = JSON.parse(told('sarif', unsafe));
    expect(sarifViolations({ ...log, version: '2.0.0' })).not.toEqual([]);
    log.runs[0].results[0].level = 'fatal';
    expect(sarifViolations(log)).not.toEqual([]);
    expect(publishedViolations(log)).not.toEqual([]);
  });
});
