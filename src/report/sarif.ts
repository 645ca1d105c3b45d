/**
 * The findings of a plan as SARIF 2.1.0, for code scanning. What has no place in a file has a logical one: the table or
 * column. https://docs.oasis-open.org/sarif/sarif/v2.1.0/
 */
import type { Page } from '../check/check.js';
import { pageOf } from '../check/registry.js';
import type { EmittedFile } from '../emit/emitter.js';
import type { Finding, Plan } from '../plan/plan.js';
import { findingText, placeOf } from './finding-words.js';
import type { Failure } from './json.js';
import { visible } from './visible.js';

export interface SarifOptions {
  readonly version: string;
  readonly exitCode: number;
  readonly files: ReadonlyArray<EmittedFile>;
  /** The one file that says what is wanted; null when there are several or none. */
  readonly source: string | null;
}

const levels = { error: 'error', warn: 'warning', info: 'note' } as const;

/** In a message `{0}` is a placeholder and `[text](target)` a link (§3.11.5, §3.11.6). */
const message = (text: string) => ({
  text: visible(text)
    .replace(/\{(?=\d+\})|(?<=\{\d+)\}/g, '$&$&')
    .replace(/[[\]](?=[^[\]]*\]?\()/g, '\\$&'),
});

const lone = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** A path as a relative reference: each part encoded, so that `:` begins no scheme and `?` no query. */
const uri = (path: string): string => {
  const parts = path
    .replace(/\\/g, '/')
    .split('/')
    .map((part) => encodeURIComponent(part.replace(lone, '\ufffd')));
  return path.startsWith('/') ? `file://${parts.join('/')}` : parts.filter((part) => part !== '.').join('/');
};

const physical = (path: string, line: number | null, column: number | null) => ({
  physicalLocation: {
    artifactLocation: path.startsWith('/') ? { uri: uri(path) } : { uri: uri(path), uriBaseId: '%SRCROOT%' },
    region: { startLine: line ?? 1, ...(line === null || column === null ? {} : { startColumn: column }) },
  },
});

const location = (f: Finding, path: string | null) => {
  const at = placeOf(f.table, f.column);
  return {
    ...(path === null ? {} : physical(path, null, null)),
    ...(at === ''
      ? {}
      : {
          logicalLocations: [{ fullyQualifiedName: visible(at), kind: f.column === null ? 'table' : 'column' }],
        }),
  };
};

const rule = (id: string) => {
  const page: Page | null = pageOf(id);
  return page === null
    ? { id }
    : {
        id,
        shortDescription: { text: page.title },
        fullDescription: { text: page.why },
        help: { text: `${page.why}\n\n${page.fix}`, markdown: `${page.why}\n\n**What to do:** ${page.fix}` },
      };
};

const log = <R extends object>(
  o: Pick<SarifOptions, 'version' | 'exitCode'>,
  rules: ReadonlyArray<string>,
  run: R,
) => ({
  $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
  version: '2.1.0' as const,
  runs: [
    {
      tool: { driver: { name: 'altair', version: o.version, rules: rules.map(rule) } },
      columnKind: 'utf16CodeUnits' as const,
      ...run,
    },
  ],
});

const text = (document: object): string => `${JSON.stringify(document, null, 2)}\n`;

/** Of the shape that @types/sarif describes, which a test holds against it. */
export const sarifDocument = (plan: Plan, o: SarifOptions) => {
  const rules = [...new Set(plan.findings.map((f) => f.code))];
  const path = o.source ?? o.files[0]?.path ?? null;
  const seen = new Map<string, number>();
  const results = (['error', 'warn', 'info'] as const).flatMap((level) =>
    plan.findings
      .filter((f) => f.level === level)
      .map((f) => {
        // What an alert is recognised by from run to run: not the counts in its words.
        const subject = `${f.code}:${placeOf(f.table, f.column)}`;
        const nth = (seen.get(subject) ?? 0) + 1;
        seen.set(subject, nth);
        const where = location(f, path);
        return {
          ruleId: f.code,
          ruleIndex: rules.indexOf(f.code),
          level: levels[level],
          message: message([findingText(f), ...(f.remedy === null ? [] : [f.remedy])].join(' ')),
          ...(Object.keys(where).length === 0 ? {} : { locations: [where] }),
          partialFingerprints: { 'altairFinding/v1': `${visible(subject)}:${nth}` },
          properties: { evidence: f.evidence },
        };
      }),
  );
  return log(o, rules, {
    invocations: [{ executionSuccessful: true, exitCode: o.exitCode }],
    results,
    properties: {
      verdict: plan.verdict,
      dialect: plan.dialect,
      serverVersion: plan.serverVersion,
      assumes: plan.assumes,
      migrations: plan.migrations.map((m) => m.name),
    },
  });
};

/** No plan: the run did not succeed, and its notifications say why. */
export const sarifFailureDocument = (failures: ReadonlyArray<Failure>, o: Pick<SarifOptions, 'version' | 'exitCode'>) =>
  log(o, [], {
    invocations: [
      {
        executionSuccessful: false,
        exitCode: o.exitCode,
        toolExecutionNotifications: failures.map((f) => ({
          level: 'error' as const,
          message: message([f.message, ...(f.hint === null ? [] : [f.hint])].join(' ')),
          descriptor: { id: f.code },
          ...(f.file === null || f.line === null ? {} : { locations: [physical(f.file, f.line, f.column)] }),
        })),
      },
    ],
    results: [],
  });

export const sarifReport = (plan: Plan, o: SarifOptions): string => text(sarifDocument(plan, o));

export const sarifFailure = (failures: ReadonlyArray<Failure>, o: Pick<SarifOptions, 'version' | 'exitCode'>): string =>
  text(sarifFailureDocument(failures, o));
