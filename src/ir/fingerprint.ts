/** What a plan starts from, in one line: `sha256:` of the normalised schema. Opaque objects count: a plan may depend on them. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { normalise } from './normalise.js';
import type { Schema } from './schema.js';

/** Keys in code-point order, so that two objects of equal content give the same text. */
const stable = (_: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;

export const fingerprint = (schema: Schema): string =>
  `sha256:${bytesToHex(sha256(utf8ToBytes(JSON.stringify(normalise(schema), stable))))}`;
