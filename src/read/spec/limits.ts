/**
 * Limits on a YAML text, checked before it is parsed: parsing costs several microseconds a token and recurses once a
 * level, so that a small hostile file could take many seconds or the whole stack.
 */
import { Lexer } from 'yaml';

export const maxBytes = 1_000_000;
export const maxDepth = 64;
/** What the library needs two seconds for in the worst case; some thousand tables of ten columns. */
export const maxTokens = 300_000;
/** Below this size no text can hold enough tokens to matter. */
const always = 100_000;

/** Neither too long nor too many tokens, whatever it says. */
export const isSmall = (text: string): boolean => text.length <= always;

export type Excess = 'bytes' | 'depth' | 'tokens';

/** UTF-8 is never shorter than UTF-16 has units. */
export const isTooLong = (text: string): boolean => text.length > maxBytes || byteLength(text) > maxBytes;

export const excessOf = (text: string): Excess | null => {
  const deep = roughDepth(text) > maxDepth;
  if (!deep && isSmall(text)) return null;
  return exactly(text);
};

const byteLength = (text: string): number => {
  let bytes = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    bytes += c < 0x80 ? 1 : c < 0x800 ? 2 : c >= 0xd800 && c <= 0xdfff ? 2 : 3;
  }
  return bytes;
};

/** Never less than the depth of the document, cheap, and fooled by brackets inside quotes. */
const roughDepth = (text: string): number => {
  const indents: number[] = [];
  let deepest = 0;
  let flow = 0;
  let i = 0;
  while (i < text.length && deepest <= maxDepth) {
    // The start of a line: its indentation, and the compact `- - ?` that nest on it.
    let column = 0;
    let compact = 0;
    for (; i < text.length; i++, column++) {
      const c = text[i];
      if (c === ' ' || c === '\t') continue;
      const next = text[i + 1];
      const indicator = (c === '-' || c === '?' || c === ':') && (next === ' ' || next === '\t' || next === undefined);
      if (!indicator) break;
      compact++;
    }
    if (text[i] !== '\n' && text[i] !== '\r' && text[i] !== '#') enter(indents, column);
    deepest = Math.max(deepest, flow + compact + indents.length);
    for (; i < text.length && text[i] !== '\n'; i++) {
      const c = text[i];
      if (c === '[' || c === '{') flow++;
      else if ((c === ']' || c === '}') && flow > 0) flow--;
      else continue;
      deepest = Math.max(deepest, flow + compact + indents.length);
    }
    i++;
  }
  return deepest;
};

/** The indentations that are open once a line begins at this column. */
const enter = (indents: number[], column: number): void => {
  while ((indents[indents.length - 1] ?? -1) >= column) indents.pop();
  indents.push(column);
};

const exactly = (text: string): Excess | null => {
  const indents: number[] = [];
  let tokens = 0;
  let flow = 0;
  let compact = 0;
  let column: number | null = 0;
  for (const token of new Lexer().lex(text)) {
    if (++tokens > maxTokens) return 'tokens';
    if (token.startsWith('\n') || token.startsWith('\r')) {
      column = 0;
      continue;
    }
    const first = token[0];
    if (column !== null && (first === ' ' || first === '\t')) column += token.length;
    if (first === ' ' || first === '\t' || first === '#' || first === '\u0002') continue;
    if (column !== null) {
      if (flow === 0) enter(indents, column);
      compact = 0;
      column = null;
    }
    if (token === '[' || token === '{') flow++;
    else if ((token === ']' || token === '}') && flow > 0) flow--;
    else if (token === '-' || token === '?') compact++;
    if (flow + compact + indents.length > maxDepth) return 'depth';
  }
  return null;
};
