/** What the fast YAML reader's parts share: the place in the text, its lines, words and quoted texts. */
import type { ScalarNode } from './node.js';

export const maxDepth = 60;

export interface At {
  readonly text: string;
  pos: number;
}

/** Goes to the first character of the next line that says something; its indentation, or -1 at the end. */
export const nextLine = (at: At): number => {
  const { text } = at;
  for (;;) {
    const start = at.pos;
    let i = start;
    while (text.charCodeAt(i) === 32) i++;
    if (i >= text.length) {
      at.pos = text.length;
      return -1;
    }
    const c = text.charCodeAt(i);
    if (c !== 10 && c !== 35) {
      at.pos = i;
      return i - start;
    }
    const end = c === 10 ? i : text.indexOf('\n', i);
    if (end < 0) {
      at.pos = text.length;
      return -1;
    }
    at.pos = end + 1;
  }
};

export const isSpaceOrEnd = (text: string, i: number): boolean =>
  i >= text.length || text.charCodeAt(i) === 32 || text.charCodeAt(i) === 10;

/** Characters that end or cannot begin a word, by context. */
const indicators = new Set([...'-?:,[]{}#&*!|>\'"%@`'].map((c) => c.charCodeAt(0)));
const isFlowEnd = (c: number): boolean => c === 44 || c === 91 || c === 93 || c === 123 || c === 125;

/** A word on one line, up to `: `, ` #`, the end of the line or, in a flow, its punctuation. Not the spaces after it. */
export const plain = (at: At, inFlow: boolean): ScalarNode | null => {
  const { text } = at;
  const offset = at.pos;
  const first = text.charCodeAt(offset);
  if (indicators.has(first)) {
    const second = text.charCodeAt(offset + 1);
    if (first !== 45 || isSpaceOrEnd(text, offset + 1) || isFlowEnd(second)) return null;
  }
  let end = offset;
  let i = offset;
  for (; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === 32) continue;
    if (c === 10) break;
    if (c === 58 && (isSpaceOrEnd(text, i + 1) || (inFlow && isFlowEnd(text.charCodeAt(i + 1))))) break;
    if (c === 35 && text.charCodeAt(i - 1) === 32) break;
    if (inFlow && isFlowEnd(c)) break;
    end = i + 1;
  }
  if (end === offset) return null;
  // A colon belongs to the key before it wherever the spaces are; anything else is found from the word's end.
  at.pos = text.charCodeAt(i) === 58 ? i : end;
  return { kind: 'Scalar', offset, plain: true, text: text.slice(offset, end) };
};

const escapes: Readonly<Record<string, string>> = { '\\': '\\', '"': '"', n: '\n', '/': '/' };

/** A quoted text on one line, with the commonest escapes. */
export const quoted = (at: At): ScalarNode | null => {
  const { text } = at;
  const offset = at.pos;
  const quote = text.charCodeAt(offset);
  let said = '';
  let from = offset + 1;
  for (let i = from; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === 10) return null;
    if (c === 92 && quote === 34) {
      const escaped = escapes[text[i + 1] ?? ''];
      if (escaped === undefined) return null;
      said += text.slice(from, i) + escaped;
      from = i + 2;
      i++;
    } else if (c === quote) {
      if (quote === 39 && text.charCodeAt(i + 1) === 39) {
        said += text.slice(from, i + 1);
        from = i + 2;
        i++;
      } else {
        at.pos = i + 1;
        return { kind: 'Scalar', offset, plain: false, text: said + text.slice(from, i) };
      }
    }
  }
  return null;
};
