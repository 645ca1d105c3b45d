/**
 * Whether every value survives a type change. A declared length or precision is never enforced; what counts is the
 * affinity, which converts the values as they are written again (https://www.sqlite.org/datatype3.html#type_affinity).
 */
import type { Column } from '../../ir/schema.js';
import { type Affinity, affinityOf } from './affinity.js';
import { spellingOf } from './physical-type.js';

/** 8 significant digits and more pass through REAL unharmed only for whole numbers below 2^53. */
const lossless: Readonly<Record<Affinity, ReadonlyArray<Affinity>>> = {
  integer: ['integer', 'numeric', 'blob'],
  // 1.0 is stored as 1, the same number.
  real: ['real', 'numeric', 'integer', 'blob'],
  numeric: ['numeric', 'integer', 'blob'],
  // '007' would become 7.
  text: ['text', 'blob'],
  blob: ['blob'],
};

const wholeKinds = new Set(['Integer', 'Boolean', 'Year']);

export const keepsValues = (from: Column, to: Column): boolean => {
  const a = affinityOf(spellingOf(from.type));
  const b = affinityOf(spellingOf(to.type));
  if (lossless[a].includes(b)) return true;
  if (b === 'text') return wholeKinds.has(from.type.kind);
  return b === 'real' && from.type.kind === 'Integer' && from.type.bits <= 32;
};
