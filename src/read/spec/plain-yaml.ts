/**
 * A fast reader for the plain part of YAML that nearly every spec is written in: block and flow maps and lists, words and
 * quoted texts on one line, comments. It gives null for everything else, errors included, and the `yaml` library, ten
 * times slower, then has the word. So it need not be complete, only right: a test holds the two together.
 */
import type { Entry, MapNode, Node, SeqNode } from './node.js';
import { flow } from './plain-yaml-flow.js';
import { type At, isSpaceOrEnd, maxDepth, nextLine, plain, quoted } from './plain-yaml-word.js';
import { forbiddenName } from './report.js';

export const parsePlainYaml = (text: string): Node | null => {
  // Tabs, carriage returns, control characters, document markers and directives are the library's business.
  if (/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\ufeff\ufffe\uffff]|^(?:---|\.\.\.|%)/m.test(text)) return null;
  const at: At = { text, pos: 0 };
  const indent = nextLine(at);
  if (indent !== 0) return null;
  const root = blockMap(at, 0, 0);
  return root !== null && at.pos === text.length ? root : null;
};

/** After a value: only spaces and perhaps a comment may follow. Goes to the start of the next line. */
const endLine = (at: At): boolean => {
  const { text } = at;
  let i = at.pos;
  while (text.charCodeAt(i) === 32) i++;
  const c = text.charCodeAt(i);
  if (i < text.length && c !== 10 && !(c === 35 && text.charCodeAt(i - 1) === 32)) return false;
  const end = c === 10 || i >= text.length ? i : text.indexOf('\n', i);
  at.pos = end < 0 || end >= text.length ? text.length : end + 1;
  return true;
};

const isDash = (at: At): boolean => at.text.charCodeAt(at.pos) === 45 && isSpaceOrEnd(at.text, at.pos + 1);

/** At the first key of a map whose keys stand in this column. */
const blockMap = (at: At, column: number, depth: number): MapNode | null => {
  if (depth > maxDepth) return null;
  const offset = at.pos;
  const entries: Entry[] = [];
  const seen = new Set<string>();
  for (;;) {
    const keyOffset = at.pos;
    const key = blockKey(at);
    if (key === null || key === '<<' || forbiddenName(key) || seen.has(key)) return null;
    seen.add(key);
    const value = blockValue(at, column, depth, true, keyOffset);
    if (value === null) return null;
    entries.push({ key, keyOffset, value });
    const start = at.pos;
    const next = nextLine(at);
    if (next > column) return null;
    if (next < column) {
      at.pos = start;
      return { kind: 'Map', offset, entries };
    }
    if (isDash(at)) return null;
  }
};

/** At the first dash of a list whose dashes stand in this column. */
const blockSeq = (at: At, column: number, depth: number): SeqNode | null => {
  if (depth > maxDepth) return null;
  const offset = at.pos;
  const items: Node[] = [];
  for (;;) {
    const dash = at.pos;
    at.pos++;
    const value = blockValue(at, column, depth, false, offset, dash - column);
    if (value === null) return null;
    items.push(value);
    const start = at.pos;
    const next = nextLine(at);
    if (next > column) return null;
    if (next < column || !isDash(at)) {
      at.pos = start;
      return { kind: 'Seq', offset, items };
    }
  }
};

/** The key, and the colon after it. */
const blockKey = (at: At): string | null => {
  const { text } = at;
  const start = at.pos;
  const first = text.charCodeAt(start);
  const key = first === 34 || first === 39 ? quoted(at) : plain(at, false);
  if (key === null || at.pos - start > 1000 || text.charCodeAt(at.pos) !== 58 || !isSpaceOrEnd(text, at.pos + 1)) {
    return null;
  }
  at.pos++;
  return key.text;
};

/**
 * What follows a colon (`ofKey`) or a dash: on the line, or on the more indented lines below. A list may stand in the
 * column of its key; nothing stands at `empty`. After a dash a map or a list may begin on the same line; `lineStart` is where the line's columns
 * count from.
 */
const blockValue = (
  at: At,
  column: number,
  depth: number,
  ofKey: boolean,
  empty: number,
  lineStart = 0,
): Node | null => {
  const { text } = at;
  while (text.charCodeAt(at.pos) === 32) at.pos++;
  const c = text.charCodeAt(at.pos);
  if (at.pos >= text.length || c === 10 || c === 35) {
    if (!endLine(at)) return null;
    return below(at, column, depth, ofKey, empty);
  }
  if (c === 123 || c === 91) {
    const value = flow(at, column, depth + 1);
    return value !== null && endLine(at) ? value : null;
  }
  if (!ofKey) {
    const start = at.pos;
    if (isDash(at)) return blockSeq(at, start - lineStart, depth + 1);
    const key = c === 34 || c === 39 ? quoted(at) : plain(at, false);
    if (key === null) return null;
    if (text.charCodeAt(at.pos) === 58) {
      at.pos = start;
      return blockMap(at, start - lineStart, depth + 1);
    }
    return endLine(at) ? key : null;
  }
  const value = c === 34 || c === 39 ? quoted(at) : plain(at, false);
  return value !== null && endLine(at) ? value : null;
};

const below = (at: At, column: number, depth: number, ofKey: boolean, empty: number): Node | null => {
  const start = at.pos;
  const indent = nextLine(at);
  const dash = indent >= 0 && isDash(at);
  if (indent > column || (indent === column && ofKey && dash)) {
    return dash ? blockSeq(at, indent, depth + 1) : blockMap(at, indent, depth + 1);
  }
  at.pos = start;
  return { kind: 'Scalar', offset: empty, plain: true, text: '' };
};
