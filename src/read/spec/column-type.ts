/** A field's `type`, its sizes in parentheses or in keys of their own, and `native`. */

import { lookup } from '../../ir/record.js';
import { suggest } from '../../ir/suggest.js';
import { type DataType, T } from '../../ir/type.js';
import { isLeft } from '../../prelude.js';
import { parseTypeWords } from '../../sql/parse-type.js';
import { perEngine } from './expression.js';
import type { Node } from './node.js';
import type { Source } from './report.js';
import { insteadOf, type Sizes, type TypeWord, typeWords } from './types.js';
import { asBoolean, asList, asText, asWhole, badValue, type Keys, optional } from './values.js';

export const typeKeys = ['type', 'of', 'native', 'length', 'precision', 'scale', 'unsigned', 'values'];

export const asType = (src: Source, keys: Keys, offset: number, where: string): DataType | null => {
  const type = keys.get('type')?.value;
  const native = keys.get('native')?.value;
  if (type === undefined && native === undefined) {
    src.report(
      'spec.missing-key',
      offset,
      { key: 'type', in: where },
      'Say what it holds: type: string, int, datetime, …',
    );
    return null;
  }
  const portable = type === undefined ? null : asPortable(src, type, keys);
  return native === undefined ? portable : asNative(src, native, type, portable);
};

/** Beside `type`, `native` is for some engines only, and `type` for the others. */
const asNative = (src: Source, node: Node, type: Node | undefined, otherwise: DataType | null): DataType | null => {
  if (node.kind === 'Map') {
    const spelling = perEngine(src, node, 'native');
    return spelling === null ? null : { kind: 'Native', spelling: '', byEngine: { spelling, otherwise } };
  }
  const text = asText(src, node, 'native')?.trim();
  if (text === undefined) return null;
  if (text === '') return badValue(src, node, 'native', 'it is empty');
  return type === undefined
    ? T.native(text)
    : badValue(src, node, 'native', 'the field has a type: too', 'Remove type:, or give native: as a map by engine.');
};

const zoned: Readonly<Record<string, string>> = { timestamp: 'timestamptz', time: 'timetz' };

const asPortable = (src: Source, node: Node, keys: Keys): DataType | null => {
  const text = asText(src, node, 'type');
  if (text === null) return null;
  const words = parseTypeWords(text);
  if (isLeft(words)) return unknown(src, node, text, text);
  const { name, args, suffix, array } = words.right;
  const wanted = suffix === 'with time zone' ? (lookup(zoned, name) ?? name) : name;
  const word = typeWords.get(wanted);
  const plain =
    suffix === '' || suffix === 'unsigned' || (suffix === 'without time zone' && Object.hasOwn(zoned, name));
  if (word === undefined || array > 0 || !(plain || wanted !== name)) return unknown(src, node, text, name);
  const sizes = asSizes(src, node, keys, word, wanted, args, suffix === 'unsigned');
  if (sizes === null) return null;
  if (wanted === 'set' && sizes.values.length === 0) {
    src.report('spec.missing-key', node.offset, { key: 'values', in: 'a field of type set' });
    return null;
  }
  return word.make(sizes);
};

const unknown = (src: Source, node: Node, text: string, name: string): null => {
  const instead = insteadOf.get(name);
  const near = suggest(name, typeWords.keys());
  const hint =
    instead !== undefined
      ? `Write ${instead}.`
      : near !== null
        ? `Did you mean ${JSON.stringify(near)}?`
        : `What only one engine has is written native: ${JSON.stringify(text)}.`;
  src.report('spec.unknown-type', node.offset, near === null ? { type: text } : { type: text, suggestion: near }, hint);
  return null;
};

const sizeKeys: Readonly<Record<TypeWord['takes'], ReadonlyArray<string>>> = {
  nothing: [],
  length: ['length'],
  precision: ['precision'],
  'precision and scale': ['precision', 'scale'],
  values: ['values'],
};

const asSizes = (
  src: Source,
  node: Node,
  keys: Keys,
  word: TypeWord,
  name: string,
  args: ReadonlyArray<string>,
  saidUnsigned: boolean,
): Sizes | null => {
  const allowed = [...sizeKeys[word.takes], ...(word.unsigned ? ['unsigned'] : [])];
  let sound = true;
  const refuse = (at: Node, key: string, reason: string, hint: string | null = null): null => {
    sound = false;
    return badValue(src, at, key, reason, hint);
  };
  for (const key of ['length', 'precision', 'scale', 'unsigned', 'values']) {
    const entry = keys.get(key);
    if (entry === undefined || allowed.includes(key)) continue;
    refuse(entry.value, key, `${name} has no ${key}`, allowed.length > 0 ? `It takes ${allowed.join(', ')}.` : null);
  }
  if (word.takes !== 'values' && args.length > sizeKeys[word.takes].length) {
    refuse(node, 'type', `${name} takes ${word.takes === 'nothing' ? 'no size' : word.takes}`, noSize(word));
  }
  if (saidUnsigned && !word.unsigned) refuse(node, 'type', `${name} is never unsigned`);
  const size = (key: string, index: number, least: number): number | null => {
    const written = allowed.includes(key) ? keys.get(key)?.value : undefined;
    const inKey = written === undefined ? null : asWhole(src, written, key, least, word.most);
    if (written !== undefined && inKey === null) sound = false;
    const arg = args[index];
    if (arg === undefined || !allowed.includes(key)) return inKey;
    const inType = /^\d{1,9}$/.test(arg) ? Number(arg) : -1;
    if (inType < least || inType > word.most) refuse(node, 'type', `${key} must be from ${least} to ${word.most}`);
    if (inKey !== null && inKey !== inType && written !== undefined) {
      refuse(written, key, `the type says ${arg}`, 'Say it once.');
    }
    return inType;
  };
  const length = size('length', 0, 1);
  const precision = size('precision', 0, word.takes === 'precision' ? 0 : 1);
  const scale = size('scale', 1, 0);
  if (scale !== null && (precision === null || scale > precision)) {
    refuse(keys.get('scale')?.value ?? node, 'scale', 'it must not be more than the precision', 'Write decimal(12,2).');
  }
  const unsigned = optional(
    keys,
    'unsigned',
    (n) => (word.unsigned ? asBoolean(src, n, 'unsigned') : false),
    saidUnsigned,
  );
  const values = word.takes === 'values' ? asLabels(src, node, keys, args) : [];
  return sound && unsigned !== null && values !== null ? { length, precision, scale, unsigned, values } : null;
};

const noSize = (word: TypeWord): string | null =>
  word.make({ length: null, precision: null, scale: null, unsigned: false, values: [] }).kind === 'Integer'
    ? 'Remove the size: tinyint, smallint, int and bigint each have their own.'
    : null;

/** Words that YAML 1.1 parsers, PHP's among them, read as booleans, and 1.2 parsers mostly do not. */
export const readsAsBoolean = (node: Node): boolean =>
  node.kind === 'Scalar' && node.plain && /^(?:yes|no|on|off|true|false)$/i.test(node.text);

export const ambiguous = (src: Source, node: Node, key: string): null => {
  const value = node.kind === 'Scalar' ? node.text : '';
  src.report(
    'spec.ambiguous-scalar',
    node.offset,
    { key, value, why: 'YAML parsers differ' },
    `Write it in quotes: ${JSON.stringify(value)}.`,
  );
  return null;
};

const asLabels = (src: Source, node: Node, keys: Keys, args: ReadonlyArray<string>): ReadonlyArray<string> | null => {
  const written = keys.get('values')?.value;
  if (written === undefined) return twice(args) ? badValue(src, node, 'type', 'a value stands there twice') : args;
  if (args.length > 0)
    return badValue(src, written, 'values', 'the type has them in parentheses too', 'Say them once.');
  const items = asList(src, written, 'values');
  if (items === null) return null;
  const labels = items.map((item) =>
    readsAsBoolean(item) ? ambiguous(src, item, 'values') : asText(src, item, 'values'),
  );
  if (labels.some((label) => label === null)) return null;
  const texts = labels.flatMap((label) => (label === null ? [] : [label]));
  return twice(texts) ? badValue(src, written, 'values', 'a value stands there twice') : texts;
};

const twice = (texts: ReadonlyArray<string>): boolean => new Set(texts).size < texts.length;
