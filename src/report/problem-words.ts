/**
 * A problem's sentence. Every code has one (the compiler holds the list complete); values come from the input and are
 * shown escaped, in quotes.
 */
import type { Problem, ProblemCode } from '../ir/problem.js';
import { visible } from './visible.js';

/** Reads one value of the problem's data. */
interface Data {
  /** `"value"`; the first of the keys that is there. */
  readonly quoted: (...keys: ReadonlyArray<string>) => string;
  /** The value as it is, for our own words (a reason, a kind). */
  readonly plain: (...keys: ReadonlyArray<string>) => string;
  /** `"value" `, or nothing when the problem's place says it already. */
  readonly subject: (...keys: ReadonlyArray<string>) => string;
  /** Text around a value, or nothing when the value is not there. */
  readonly maybe: (key: string, words: (value: string) => string) => string;
}

const reader = (p: Problem): Data => {
  const find = (keys: ReadonlyArray<string>): string | null => {
    const key = keys.find((k) => Object.hasOwn(p.data, k));
    return key === undefined ? null : visible(p.data[key] ?? '');
  };
  return {
    quoted: (...keys) => {
      const value = find(keys);
      return value === null ? 'it' : /^"[\s\S]*"$/.test(value) ? value : `"${value}"`;
    },
    subject: (...keys) => {
      const value = find(keys);
      return value === null || value === visible(p.at?.file ?? '') ? '' : `"${value}" `;
    },
    plain: (...keys) => find(keys) ?? '',
    maybe: (key, words) => {
      const value = find([key]);
      return value === null || value === '' ? '' : words(value);
    },
  };
};

/** Why, in the maker's own words; several keys are in use for it. */
const reason = (d: Data): string =>
  ['why', 'detail', 'bad', 'change'].map((key) => d.maybe(key, (w) => `: ${w}`)).find((words) => words !== '') ?? '';
const where = (d: Data): string => d.maybe('in', (w) => ` in ${w}`);
const engine = (d: Data): string => d.plain('engine', 'dialect') || 'this engine';
const ofEntity = (d: Data): string => d.maybe('entity', (e) => ` of "${e}"`);
const ofTable = (d: Data): string => d.maybe('table', (t) => ` of table "${t}"`);

export const problemWords: Readonly<Record<ProblemCode, (d: Data) => string>> = {
  'source.unreadable': (d) => `${d.subject('file', 'source', 'path', 'what')}cannot be read${reason(d)}`,
  'source.too-large': (d) =>
    `${d.plain('file', 'source', 'what') || 'the source'} is too large${reason(d)}${d.maybe('limit', (l) => ` (the limit is ${l})`)}`,
  'source.syntax': (d) => `cannot be read as ${d.plain('language', 'format') || 'YAML'}${reason(d)}`,
  'source.unsupported': (d) =>
    `${d.subject('source', 'what', 'file', 'name')}cannot be read by this version${reason(d)}`,
  'source.conflict': (d) => `sources disagree about ${d.quoted('what', 'table', 'name')}${reason(d)}`,
  'source.empty': (d) => `${d.subject('source', 'file', 'what')}says nothing about a database table${reason(d)}`,
  'spec.unknown-key': (d) => `unknown key ${d.quoted('key', 'name')}${where(d)}`,
  'spec.duplicate-key': (d) => `the key ${d.quoted('key', 'name')} stands twice${where(d)}`,
  'spec.forbidden-name': (d) => `${d.quoted('name', 'key')} is not allowed as a name${where(d)}${reason(d)}`,
  'spec.expected': (d) =>
    `expected ${d.plain('expected', 'what')}${d.maybe('key', (k) => ` for "${k}"`)}${d.maybe('found', (f) => `, found ${f}`)}${where(d)}`,
  'spec.unknown-type': (d) => `unknown type ${d.quoted('type', 'name')}`,
  'spec.bad-value': (d) => `${d.quoted('value', 'name')} is not a value for ${d.quoted('key', 'what')}${reason(d)}`,
  'spec.missing-key': (d) => `the key ${d.quoted('key', 'name')} is missing${where(d)}${reason(d)}`,
  'spec.unknown-column': (d) => `there is no column ${d.quoted('column', 'name')}${ofTable(d)}`,
  'spec.ambiguous-scalar': (d) => `${d.quoted('value')} can be read in two ways${reason(d)}`,
  'spec.conflict': (d) =>
    `${d.plain('what', 'key', 'name', 'column') || 'something'}${ofTable(d)} is said in two ways${d.maybe('first', (a) => `, here and at ${a}`)}${reason(d)}`,
  'expression.syntax': (d) =>
    `cannot read the expression${d.maybe('text', (t) => ` "${t}"`)}: ${d.plain('message', 'why')}`,
  'entity.unknown': (d) => `there is no ${d.plain('kind') || 'entity'} ${d.quoted('name')}${where(d)}`,
  'entity.computed': (d) =>
    `${d.plain('what', 'key') || 'this'}${ofEntity(d)} is computed when the program runs${d.maybe('text', (t) => ` ("${t}")`)}${reason(d)}`,
  'entity.invalid': (d) => `${d.plain('what', 'key') || 'this'}${ofEntity(d)} cannot be${reason(d)}`,
  'entity.unsupported': (d) => `${d.plain('what', 'key') || 'this'}${ofEntity(d)} is not understood${reason(d)}`,
  'entity.unresolved': (d) =>
    `${d.quoted('name')} is not among the files that were read${d.maybe('what', (w) => `, ${w} needs it`)}${ofEntity(d)}`,
  'rename.unmatched': (d) =>
    `the rename ${d.quoted('rename', 'name', 'from')} matches nothing${d.maybe('table', (t) => ` in table "${t}"`)}`,
  'rename.conflict': (d) =>
    `cannot rename ${d.quoted('from', 'name')} to ${d.quoted('to')}${reason(d) || ': both exist'}`,
  'rename.malformed': (d) => `${d.quoted('rename', 'text', 'name', 'value')} is not a rename${reason(d)}`,
  'schema.missing-table': (d) => `there is no table ${d.quoted('table', 'name')}`,
  'schema.missing-column': (d) => `there is no column ${d.quoted('column', 'name')}${ofTable(d)}`,
  'schema.missing-object': (d) => `there is no ${d.plain('kind') || 'object'} ${d.quoted('name')}${ofTable(d)}`,
  'schema.duplicate': (d) => `there are two ${plural(d.plain('kind') || 'object')} ${d.quoted('name')}${ofTable(d)}`,
  'schema.invalid': (d) =>
    `${d.plain('what', 'kind', 'why') || 'the schema is not valid'}${d.maybe('name', (n) => ` "${n}"`)}${ofTable(d)}${d.maybe('what', () => reason(d))}`,
  'dialect.unsupported': (d) =>
    `${engine(d)} has no ${d.plain('what', 'feature') || 'such thing'}${d.maybe('name', (n) => ` "${n}"`)}${d.maybe('column', (c) => ` for column "${c}"`)}${ofTable(d)}${reason(d)}`,
  'dialect.expression': (d) =>
    `${engine(d)} cannot say this expression${d.maybe('text', (t) => ` "${t}"`)}${d.maybe('has', (h) => ` (there is a text for ${h} only)`)}${reason(d)}`,
  'dialect.type': (d) =>
    d.maybe('from', () => `${engine(d)} cannot make one type of the other${reason(d)}`) ||
    `${engine(d)} has no type ${d.quoted('type', 'name')}${reason(d)}`,
  'dialect.identifier': (d) =>
    `${d.quoted('name')} cannot be a name${d.maybe('engine', (x) => ` on ${x}`)}${reason(d)}`,
  'dialect.name-taken': (d) =>
    `${engine(d)} cannot have the ${d.plain('what')} ${d.quoted('name')}${ofTable(d)}: ${d.plain('other')} has that name`,
  'dialect.refused': (d) => `${engine(d)} cannot have ${d.plain('what')}${ofTable(d)}${reason(d)}`,
  'plan.cycle': (d) =>
    `there is no order for these changes, each waits for another: ${d.plain('intents', 'things', 'what')}`,
  'plan.two-phase': (d) =>
    `${d.plain('what')} cannot be made in two phases (table "${d.plain('table')}"${d.maybe('column', (c) => `, column "${c}"`)})${reason(d)}`,
  'plan.opaque': (d) =>
    `${d.plain('kind')} ${d.quoted('name')}${d.maybe('table', (t) => ` on table "${t}"`)} is in the way${reason(d)}`,
  'option.invalid': (d) =>
    `${d.plain('option', 'name')}${d.maybe('value', (v) => ` "${v}"`)}${reason(d) || ' is not understood'}`,
  'option.unmatched': (d) => `${d.plain('option')} "${d.plain('value')}" matches nothing of this plan`,
  'emit.unsupported': (d) => `${d.plain('emitter') || 'the file format'} cannot hold ${d.quoted('what')}${reason(d)}`,
};

const plural = (kind: string): string =>
  kind.endsWith('y') && kind !== 'key' && !kind.endsWith('key')
    ? `${kind.slice(0, -1)}ies`
    : /(?:x|s|ch)$/.test(kind)
      ? `${kind}es`
      : `${kind}s`;

/** The sentence alone, without place and hint. */
export const sentence = (p: Problem): string => problemWords[p.code](reader(p));
