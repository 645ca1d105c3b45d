/** What a plan starts from, in one line: `sha256:` of the normalised schema. Opaque objects count: a plan may depend on them. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { normalise } from './normalise.js';
import type { Schema } from './schema.js';

/** A list of plain values as text: keys in code-point order, so that sources which build objects differently agree. */
const stable = (value: unknown): string => {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value !== 'object' || value === null) return String(value);
  if (Array.isArray(value)) return `[${value.map(stable).join()}]`;
  let text = '';
  // Absence is null or false everywhere in the IR: leaving it out halves the text and says the same.
  for (const [key, v] of Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    if (v !== null && v !== false) text += `${key}:${stable(v)},`;
  return `{${text}}`;
};

/** One line for each table and type, hashed one after the other: a large schema never becomes one text. */
export const fingerprint = (schema: Schema): string => {
  const { tables, enums, opaque } = normalise(schema);
  const hash = sha256.create();
  for (const part of [...tables, ...enums, ...opaque]) hash.update(utf8ToBytes(`${stable(part)}\n`));
  return `sha256:${bytesToHex(hash.digest())}`;
};
