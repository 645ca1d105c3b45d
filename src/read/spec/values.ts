/** Reading of single values. Each gives null after reporting what it found instead. */
import { suggest } from '../../ir/suggest.js';
import { booleanOf, describe, type Entry, isNull, type MapNode, type Node, shown } from './node.js';
import type { Source } from './report.js';

/** The entries of a map by key, each known. `where` names the block for people: `field email`. */
export type Keys = ReadonlyMap<string, Entry>;

export const asMap = (src: Source, node: Node, what: string): MapNode | null =>
  node.kind === 'Map' ? node : expected(src, node, what, 'a map');

export const keysOf = (src: Source, map: MapNode, where: string, known: ReadonlyArray<string>): Keys => {
  const keys = new Map<string, Entry>();
  for (const entry of map.entries) {
    if (known.includes(entry.key)) keys.set(entry.key, entry);
    else unknownKey(src, entry, where, known);
  }
  return keys;
};

const unknownKey = (src: Source, entry: Entry, where: string, known: ReadonlyArray<string>): void => {
  const near = suggest(entry.key, known);
  src.report(
    'spec.unknown-key',
    entry.keyOffset,
    near === null ? { key: entry.key, in: where } : { key: entry.key, in: where, suggestion: near },
    near === null ? `Known here: ${known.join(', ')}.` : `Did you mean ${JSON.stringify(near)}?`,
  );
};

export const expected = (src: Source, node: Node, key: string, what: string, hint: string | null = null): null => {
  src.report('spec.expected', node.offset, { key, expected: what, found: describe(node) }, hint);
  return null;
};

export const badValue = (src: Source, node: Node, key: string, why: string, hint: string | null = null): null => {
  src.report('spec.bad-value', node.offset, { key, value: shown(node), why }, hint);
  return null;
};

/** A text: any scalar but null, as it is written. */
export const asText = (src: Source, node: Node, key: string): string | null =>
  node.kind === 'Scalar' && !isNull(node) ? node.text : expected(src, node, key, 'a text');

/** A name of a column, an index, a table's last part. */
export const asName = (src: Source, node: Node, key: string): string | null => {
  const text = asText(src, node, key);
  if (text === null) return null;
  if (text.trim() === '') return expected(src, node, key, 'a name');
  // C0, DEL and C1: no catalog of ours holds them, and a terminal would obey them.
  return /[\u0000-\u001f\u007f-\u009f]/.test(text)
    ? badValue(src, node, key, 'a name cannot hold control characters')
    : text;
};

export const asBoolean = (src: Source, node: Node, key: string): boolean | null => {
  const value = booleanOf(node);
  return value === null ? expected(src, node, key, 'true or false') : value;
};

export const asWhole = (src: Source, node: Node, key: string, least: number, most: number): number | null => {
  const value = node.kind === 'Scalar' && /^(?:0|[1-9]\d{0,14})$/.test(node.text) ? Number(node.text) : null;
  if (value === null) return expected(src, node, key, 'a whole number');
  return value < least || value > most ? badValue(src, node, key, `it must be from ${least} to ${most}`) : value;
};

/** One of a few words; `_` may stand for the space, case does not matter. */
export const asWord = <W extends string>(src: Source, node: Node, key: string, words: ReadonlyArray<W>): W | null => {
  const text = asText(src, node, key);
  if (text === null) return null;
  const said = text.toLowerCase().replace(/[_\s]+/g, ' ');
  const word = words.find((w) => w === said);
  if (word !== undefined) return word;
  const near = suggest(said, words);
  return expected(
    src,
    node,
    key,
    `one of ${words.join(', ')}`,
    near === null ? null : `Did you mean ${JSON.stringify(near)}?`,
  );
};

export const asList = (src: Source, node: Node, key: string): ReadonlyArray<Node> | null => {
  if (node.kind !== 'Seq') return expected(src, node, key, 'a list');
  return node.items.length === 0 ? badValue(src, node, key, 'the list is empty') : node.items;
};

/** A list of names without repetition; null when any of them is refused. */
export const asNames = (src: Source, node: Node, key: string): ReadonlyArray<string> | null => {
  const items = asList(src, node, key);
  if (items === null) return null;
  const names: string[] = [];
  let sound = true;
  for (const item of items) {
    const name = asName(src, item, key);
    if (name === null) sound = false;
    else if (names.includes(name)) sound = badValue(src, item, key, 'it stands there twice') ?? false;
    else names.push(name);
  }
  return sound ? names : null;
};

/** What a key says, or the other value when it is not written. Null only when it was refused. */
export const optional = <A, B>(keys: Keys, key: string, read: (node: Node) => A, otherwise: B): A | B => {
  const entry = keys.get(key);
  return entry === undefined ? otherwise : read(entry.value);
};
