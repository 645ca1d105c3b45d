/** What a tool answers. An unsafe plan is an answer; input that cannot be used and a database that is away are refusals. */
import type { Fault } from '../edge/database.js';
import type { Problem } from '../ir/problem.js';
import { faultSentence } from '../report/fault-words.js';
import { sentence } from '../report/problem-words.js';
import { place } from '../report/problems.js';
import { capped } from './tidy.js';

export type Content =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'resource_link'; readonly uri: string; readonly name: string; readonly mimeType: string };

export interface Answer {
  readonly content: ReadonlyArray<Content>;
  readonly structuredContent?: Readonly<Record<string, unknown>>;
  readonly isError?: boolean;
}

const hidden = /[\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g;

/** JSON with escapes for what is not seen: SQL that must stay as it is turns no reading direction where it is shown. */
const jsonText = (value: unknown): string =>
  JSON.stringify(value).replace(hidden, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** The same twice, for clients that read only one of the two. */
export const answer = (
  document: Readonly<Record<string, unknown>>,
  links: ReadonlyArray<Extract<Content, { type: 'resource_link' }>> = [],
): Answer => ({
  content: [{ type: 'text', text: jsonText(document) }, ...links],
  structuredContent: document,
});

export interface Refusal {
  readonly code: string;
  readonly why: string;
  readonly next_actions: ReadonlyArray<string>;
  /** The same call may succeed later. */
  readonly retryable: boolean;
}

export const refusal = (
  code: string,
  why: string,
  next_actions: ReadonlyArray<string> = [],
  retryable = false,
): Refusal => ({
  code,
  why: capped(why, longest),
  next_actions: next_actions.map((a) => capped(a, longest)),
  retryable,
});

/** No structured content: that would have to be a plan. */
export const refused = (r: Refusal): Answer => ({
  content: [{ type: 'text', text: jsonText(r) }],
  isError: true,
});

const longest = 500;
const mostProblems = 10;

export const ofProblems = (problems: ReadonlyArray<Problem>): Refusal => {
  const why = problems.slice(0, mostProblems).map((p) => `${p.at === null ? '' : `${place(p.at)}: `}${sentence(p)}`);
  const hints = problems.slice(0, mostProblems).flatMap((p) => (p.hint === null ? [] : [p.hint]));
  const more = problems.length - mostProblems;
  return {
    code: problems[0]?.code ?? 'defect',
    why: [...why.map((w) => capped(w, longest)), ...(more > 0 ? [`and ${more} more`] : [])].join('; '),
    next_actions: [...new Set(hints)].map((h) => capped(h, longest)),
    retryable: false,
  };
};

const remedies: Readonly<Record<Fault['code'], string>> = {
  unreachable: 'Start the database, or ask the operator to check the connection; then call again.',
  denied: 'Ask the operator to check the connection’s user and password.',
  'not-found': 'Ask the operator to check the connection’s database name.',
  timeout: 'Call again when the database is less busy.',
  lost: 'Call again.',
  'unsupported-server': 'Use a snapshot (altair db:schema --format=json) of a supported server as `from`.',
  'driver-missing': 'Ask the operator to install the driver.',
  'not-read-only': 'Ask the operator for a direct connection; a pooler may drop read-only settings.',
  query: 'Ask the operator whether the role may read the catalog.',
};

const passing: ReadonlySet<Fault['code']> = new Set(['unreachable', 'timeout', 'lost']);

/** The connection is told by its name: host and user are the operator's. */
export const ofFault = (fault: Fault, connection: string): Refusal =>
  refusal(
    `database.${fault.code}`,
    `${connection}: ${faultSentence(fault)}`,
    [remedies[fault.code]],
    passing.has(fault.code),
  );
