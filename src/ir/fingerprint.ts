/** What a plan starts from, in one line: `sha256:` of the normalised schema. Opaque objects count: a plan may depend on them. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { normalise } from './normalise.js';
import type { Schema } from './schema.js';

/** The keys of one kind of object in code-point order, and where each of them stands in it. */
type Order = ReadonlyArray<readonly [key: string, place: number]>;

/** By the keys as an object has them: a schema has many thousands of objects, and few kinds. */
type Orders = Map<string, Order>;

const orderOf = (keys: ReadonlyArray<string>, orders: Orders): Order => {
  const kind = keys.join('\0');
  const known = orders.get(kind);
  if (known !== undefined) return known;
  const order = keys.map((key, place) => [key, place] as const).sort(([a], [b]) => (a < b ? -1 : 1));
  orders.set(kind, order);
  return order;
};

/** A list of plain values as text: keys in code-point order, so that sources which build objects differently agree. */
const stable = (value: unknown, orders: Orders): string => {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value !== 'object' || value === null) return String(value);
  let text = '';
  if (Array.isArray(value)) {
    for (const v of value) text += text === '' ? stable(v, orders) : `,${stable(v, orders)}`;
    return `[${text}]`;
  }
  const values: ReadonlyArray<unknown> = Object.values(value);
  // Absence is null or false everywhere in the IR: leaving it out halves the text and says the same.
  for (const [key, place] of orderOf(Object.keys(value), orders)) {
    const v = values[place];
    if (v !== null && v !== false) text += `${key}:${stable(v, orders)},`;
  }
  return `{${text}}`;
};

/** One line for each table and type, hashed one after the other: a large schema never becomes one text. */
export const fingerprint = (schema: Schema): string => {
  const { tables, enums, opaque } = normalise(schema);
  const hash = sha256.create();
  const orders: Orders = new Map();
  for (const part of [...tables, ...enums, ...opaque]) hash.update(utf8ToBytes(`${stable(part, orders)}\n`));
  return `sha256:${bytesToHex(hash.digest())}`;
};
