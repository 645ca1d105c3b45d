/** Maps and lists in braces and brackets, for the fast YAML reader. */
import type { Entry, MapNode, Node, SeqNode } from './node.js';
import { type At, isSpaceOrEnd, maxDepth, nextLine, plain, quoted } from './plain-yaml-word.js';
import { forbiddenName } from './report.js';

/** Over spaces, line ends and comments; false where a line is not indented more than the block around the flow. */
const flowSpace = (at: At, column: number): boolean => {
  const { text } = at;
  for (;;) {
    while (text.charCodeAt(at.pos) === 32) at.pos++;
    const c = text.charCodeAt(at.pos);
    if (c === 35) return false;
    if (c !== 10) return at.pos < text.length;
    at.pos++;
    const indent = nextLine(at);
    if (indent <= column) return false;
  }
};

/** At the bracket or the brace; `column` is that of the block it stands in. */
export const flow = (at: At, column: number, depth: number): Node | null => {
  if (depth > maxDepth) return null;
  return at.text.charCodeAt(at.pos) === 123 ? flowMap(at, column, depth) : flowSeq(at, column, depth);
};

const flowValue = (at: At, column: number, depth: number): Node | null => {
  const c = at.text.charCodeAt(at.pos);
  if (c === 123 || c === 91) return flow(at, column, depth + 1);
  const value = c === 34 || c === 39 ? quoted(at) : plain(at, true);
  return value !== null && flowSpace(at, column) && at.text.charCodeAt(at.pos) !== 58 ? value : null;
};

const flowMap = (at: At, column: number, depth: number): MapNode | null => {
  const { text } = at;
  const offset = at.pos;
  const entries: Entry[] = [];
  at.pos++;
  for (;;) {
    if (!flowSpace(at, column)) return null;
    const c = text.charCodeAt(at.pos);
    if (c === 125) {
      at.pos++;
      return { kind: 'Map', offset, entries };
    }
    const keyOffset = at.pos;
    const key = c === 34 || c === 39 ? quoted(at) : plain(at, true);
    if (key === null || key.text === '<<' || forbiddenName(key.text) || entries.some((e) => e.key === key.text)) {
      return null;
    }
    if (text.charCodeAt(at.pos) !== 58 || !isSpaceOrEnd(text, at.pos + 1) || at.pos - keyOffset > 1000) return null;
    at.pos++;
    if (!flowSpace(at, column)) return null;
    const value = flowValue(at, column, depth);
    if (value === null) return null;
    entries.push({ key: key.text, keyOffset, value });
    if (entries.length > 1000 || !flowNext(at, column, 125)) return null;
  }
};

const flowSeq = (at: At, column: number, depth: number): SeqNode | null => {
  const { text } = at;
  const offset = at.pos;
  const items: Node[] = [];
  at.pos++;
  for (;;) {
    if (!flowSpace(at, column)) return null;
    if (text.charCodeAt(at.pos) === 93) {
      at.pos++;
      return { kind: 'Seq', offset, items };
    }
    const value = flowValue(at, column, depth);
    if (value === null) return null;
    items.push(value);
    if (!flowNext(at, column, 93)) return null;
  }
};

/** Over the comma, or up to the bracket that closes. */
const flowNext = (at: At, column: number, close: number): boolean => {
  if (!flowSpace(at, column)) return false;
  const c = at.text.charCodeAt(at.pos);
  if (c === 44) at.pos++;
  return c === 44 || c === close;
};
