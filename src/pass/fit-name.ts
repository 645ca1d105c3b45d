import type { Capabilities } from '../dialect/dialect.js';

const encoder = new TextEncoder();

/** Short, and the same for the same text: tells apart names that were cut or that have no letters. */
export const shortHash = (text: string): string => {
  let h = 5381;
  for (const ch of text) h = ((h * 33) ^ (ch.codePointAt(0) ?? 0)) >>> 0;
  return h.toString(36);
};

/** The name within the engine's limit; one that is too long ends in a hash of the whole, so that two do not meet. */
export const fitName = (whole: string, { max, unit }: Capabilities['identifier']): string => {
  const size = (text: string): number => (unit === 'bytes' ? encoder.encode(text).length : [...text].length);
  if (size(whole) <= max) return whole;
  const tail = `_${shortHash(whole)}`;
  let head = [...whole];
  while (size(head.join('') + tail) > max) head = head.slice(0, -1);
  return head.join('') + tail;
};
