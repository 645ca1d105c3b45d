/** How a field says that its column numbers itself. */
import type { Identity } from '../../ir/schema.js';
import { booleanOf, isNull, type Node } from './node.js';
import type { Source } from './report.js';
import { asBoolean, asMap, asText, asWord, badValue, expected, type Keys, keysOf, optional } from './values.js';

const generations = ['always', 'by default'] as const;

/** `auto_increment: true` in any engine's way; `identity: always`, or a map with its start and increment. */
export const asIdentity = (src: Source, keys: Keys): Identity | null => {
  const auto = keys.get('auto_increment');
  const identity = keys.get('identity');
  if (auto !== undefined && identity !== undefined) {
    return badValue(src, identity.value, 'identity', 'the field has auto_increment: too', 'Keep one of them.');
  }
  if (auto !== undefined)
    return asBoolean(src, auto.value, 'auto_increment') === true ? { kind: 'AutoIncrement' } : null;
  return identity === undefined || isNull(identity.value) ? null : asSequence(src, identity.value);
};

const asSequence = (src: Source, node: Node): Identity | null => {
  const said = booleanOf(node);
  if (said !== null) return said ? { kind: 'AutoIncrement' } : null;
  if (node.kind === 'Scalar') {
    const generation = asWord(src, node, 'identity', generations);
    return generation === null ? null : { kind: 'Identity', generation, start: null, increment: null };
  }
  const map = asMap(src, node, 'identity');
  if (map === null) return null;
  const keys = keysOf(src, map, 'identity', ['generation', 'start', 'increment']);
  return {
    kind: 'Identity',
    generation: optional(keys, 'generation', (n) => asWord(src, n, 'generation', generations), null) ?? 'by default',
    start: optional(keys, 'start', (n) => asCount(src, n, 'start'), null),
    increment: optional(keys, 'increment', (n) => asCount(src, n, 'increment'), null),
  };
};

/** A sequence counts beyond what a JavaScript number holds: its digits are kept. */
export const asCount = (src: Source, node: Node, key: string): string | null => {
  const text = asText(src, node, key);
  if (text === null) return null;
  return /^-?[1-9]\d{0,18}$/.test(text) || text === '0' ? text : expected(src, node, key, 'a whole number');
};
