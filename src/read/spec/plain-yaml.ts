/**
 * A fast reader for the plain part of YAML that nearly every spec is written in: block and flow maps and lists, words and
 * quoted texts on one line, comments. It gives null for everything else, errors included, and the `yaml` library, ten
 * times slower, then has the word. So it need not be complete, only right: a test holds the two together.
 */
import type { Entry, MapNode, Node, ScalarNode, SeqNode } from './node.js';
import { forbiddenName } from './report.js';

const maxDepth = 60;

interface At {
  readonly text: string;
  pos: number;
}

export const parsePlainYaml = (text: string): Node | null => {
  // Tabs, carriage returns, control characters, document markers and directives are the library's business.
  if (/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\ufeff\ufffe\uffff]|^(?:---|\.\.\.|%)/m.test(text)) return null;
  const at: At = { text, pos: 0 };
  const indent = nextLine(at);
  if (indent !== 0) return null;
  const root = blockMap(at, 0, 0);
  return root !== null && at.pos === text.length ? root : null;
};

/** Goes to the first character of the next line that says something; its indentation, or -1 at the end. */
const nextLine = (at: At): number => {
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

const isSpaceOrEnd = (text: string, i: number): boolean =>
  i >= text.length || text.charCodeAt(i) === 32 || text.charCodeAt(i) === 10;

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

/** Characters that end or cannot begin a word, by context. */
const indicators = new Set([...'-?:,[]{}#&*!|>\'"%@`'].map((c) => c.charCodeAt(0)));
const isFlowEnd = (c: number): boolean => c === 44 || c === 91 || c === 93 || c === 123 || c === 125;

/** A word on one line, up to `: `, ` #`, the end of the line or, in a flow, its punctuation. Not the spaces after it. */
const plain = (at: At, inFlow: boolean): ScalarNode | null => {
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
const quoted = (at: At): ScalarNode | null => {
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
const flow = (at: At, column: number, depth: number): Node | null => {
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
