/** Reads the options that a decorator or a schema is given: each key known, each value of its kind, problems collected. */
import { type Position, type Problem, type ProblemCode, problem } from '../../../ir/problem.js';
import { suggest } from '../../../ir/suggest.js';
import { showValue, whyUnknown } from './show.js';
import { isNothing, type Value } from './value.js';

export interface Reporter {
  readonly problems: Problem[];
}

export const report = (
  r: Reporter,
  code: ProblemCode,
  at: Position | null,
  data: Readonly<Record<string, string>>,
  hint: string | null = null,
): null => {
  // One mistake in a class that several others extend is one mistake.
  const made = problem(code, data, at, hint);
  const text = JSON.stringify(made);
  if (!r.problems.some((p) => JSON.stringify(p) === text)) r.problems.push(made);
  return null;
};

const writeIt = 'Write the value itself, or a constant of a file that is read.';

/** What a value is for: `length of @Column`, and the entity it stands in. */
export interface Subject {
  readonly what: string;
  readonly entity: string;
}

export const reportComputed = (r: Reporter, subject: Subject, v: Value, hint: string = writeIt): null =>
  report(
    r,
    'entity.computed',
    v.at,
    { what: subject.what, entity: subject.entity, text: showValue(v), why: whyUnknown(v) },
    hint,
  );

/** What is known, and not of the kind that is wanted; else it is computed. */
const isKnown = (v: Value): boolean =>
  ['Literal', 'List', 'Map', 'Enum', 'Class', 'Function', 'Regex'].includes(v.kind);

export const reportExpected = (r: Reporter, subject: Subject, v: Value, expected: string): null =>
  isKnown(v)
    ? report(r, 'spec.expected', v.at, { key: subject.what, expected, found: showValue(v), in: subject.entity })
    : reportComputed(r, subject, v);

export interface Options {
  /** Undefined when it is not said. */
  readonly value: (key: string) => Value | undefined;
  readonly has: (key: string) => boolean;
  readonly text: (key: string) => string | null;
  readonly number: (key: string) => number | null;
  /** Null when it is not said or cannot be told. */
  readonly flag: (key: string) => boolean | null;
  readonly list: (key: string) => ReadonlyArray<Value> | null;
  readonly texts: (key: string) => ReadonlyArray<string> | null;
  readonly options: (key: string, known: ReadonlyArray<string>) => Options | null;
  /** Reports what a known key says wrongly. */
  readonly subject: (key: string) => Subject;
  readonly at: Position;
}

export const noOptions = (at: Position, subject: Subject): Options => ({
  value: () => undefined,
  has: () => false,
  text: () => null,
  number: () => null,
  flag: () => null,
  list: () => null,
  texts: () => null,
  options: () => null,
  subject: () => subject,
  at,
});

/** @param known every key that may stand there; null when any may */
export const readOptions = (
  r: Reporter,
  subject: Subject,
  v: Value,
  known: ReadonlyArray<string> | null,
): Options | null => {
  if (v.kind !== 'Map') return reportExpected(r, subject, v, 'an object');
  if (v.open !== null) reportComputed(r, { ...subject, what: `a part of ${subject.what}` }, v.open);
  if (known !== null) {
    for (const [key, entry] of v.entries) {
      if (known.includes(key) || isNothing(entry.value)) continue;
      const near = suggest(key, known);
      const data = { key, in: `${subject.what} of ${subject.entity}` };
      report(
        r,
        'spec.unknown-key',
        entry.at,
        near === null ? data : { ...data, suggestion: near },
        near === null ? `Known here: ${known.join(', ')}.` : `Did you mean ${JSON.stringify(near)}?`,
      );
    }
  }
  const of = (key: string): Subject => ({ what: `${key} of ${subject.what}`, entity: subject.entity });
  const value = (key: string): Value | undefined => {
    const found = v.entries.get(key)?.value;
    return isNothing(found) ? undefined : found;
  };
  const literal = <A>(key: string, expected: string, is: (x: unknown) => x is A): A | null => {
    const found = value(key);
    if (found === undefined || (found.kind === 'Literal' && found.value === null)) return null;
    if (found.kind === 'Literal' && is(found.value)) return found.value;
    return reportExpected(r, of(key), found, expected);
  };
  const list = (key: string): ReadonlyArray<Value> | null => {
    const found = value(key);
    if (found === undefined) return null;
    return found.kind === 'List' ? found.items : reportExpected(r, of(key), found, 'a list');
  };
  return {
    value,
    has: (key) => value(key) !== undefined,
    text: (key) => literal(key, 'a text', (x) => typeof x === 'string'),
    number: (key) => literal(key, 'a number', (x) => typeof x === 'number'),
    flag: (key) => literal(key, 'true or false', (x) => typeof x === 'boolean'),
    list,
    texts: (key) => textsOf(r, of(key), list(key)),
    options: (key, inner) => {
      const found = value(key);
      return found === undefined ? null : readOptions(r, of(key), found, inner);
    },
    subject: of,
    at: v.at,
  };
};

export const textsOf = (
  r: Reporter,
  subject: Subject,
  list: ReadonlyArray<Value> | null,
): ReadonlyArray<string> | null =>
  list === null
    ? null
    : list.flatMap((item) => {
        if (item.kind === 'Literal' && typeof item.value === 'string') return [item.value];
        reportExpected(r, subject, item, 'a text');
        return [];
      });
