/**
 * SQLite's lexical rules, for the text that sqlite_schema keeps (https://www.sqlite.org/lang_keywords.html,
 * https://www.sqlite.org/lang_comment.html). Total: a character nobody expects is an operator of its own.
 */
export interface Token {
  /** word: a bare name or keyword · name: quoted with "…", `…` or […] · string: '…', which is a name where one must stand. */
  readonly kind: 'word' | 'name' | 'string' | 'blob' | 'number' | 'operator';
  /** Without quotes and with doubled quotes undone; a word as written; a blob's hexadecimal digits. */
  readonly text: string;
  /** A word in lower case, to compare with keywords; empty for everything else. */
  readonly key: string;
  /** Where the token stands in the source: [start, end). */
  readonly start: number;
  readonly end: number;
}

const word = /[A-Za-z_\u0080-\uffff][A-Za-z0-9_$\u0080-\uffff]*/y;
const number =
  /0[xX][0-9A-Fa-f](?:_?[0-9A-Fa-f])*|(?:\d(?:_?\d)*(?:\.(?:\d(?:_?\d)*)?)?|\.\d(?:_?\d)*)(?:[eE][+-]?\d(?:_?\d)*)?/y;
const blank = /(?:[ \t\n\f\r\ufeff]+|--[^\n]*(?:\n|$)|\/\*[\s\S]*?(?:\*\/|$))*/y;
const longOperators = ['->>', '||', '<=', '>=', '<>', '!=', '==', '<<', '>>', '->'];

/** Where the pattern ends that begins exactly at `at`; `at` itself when it does not begin there. */
const endOf = (pattern: RegExp, sql: string, at: number): number => {
  pattern.lastIndex = at;
  return pattern.test(sql) ? pattern.lastIndex : at;
};

/** Past blanks and comments; of the latter there are hardly any. */
const pastBlank = (sql: string, at: number): number => {
  let end = at;
  while (isBlank(sql.charCodeAt(end))) end += 1;
  const c = sql.charAt(end);
  return c === '-' || c === '/' ? endOf(blank, sql, end) : end;
};

const isBlank = (c: number): boolean =>
  c === 0x20 || c === 0x0a || c === 0x09 || c === 0x0d || c === 0x0c || c === 0xfeff;

/** End of a quoted run that starts at `at`; a doubled closing quote stands for itself. An unclosed one ends with the text. */
const quotedEnd = (sql: string, at: number, close: string): number => {
  let i = sql.indexOf(close, at + 1);
  while (i >= 0) {
    if (close === ']' || sql[i + 1] !== close) return i + 1;
    i = sql.indexOf(close, i + 2);
  }
  return sql.length;
};

const quoted = (sql: string, start: number, open: string): Token => {
  const close = open === '[' ? ']' : open;
  const end = quotedEnd(sql, start, close);
  const inner = sql.slice(start + 1, end - 1);
  const text = close === ']' || !inner.includes(close) ? inner : inner.split(close + close).join(close);
  return { kind: open === "'" ? 'string' : 'name', text, key: '', start, end };
};

const next = (sql: string, start: number): Token => {
  const c = sql.charAt(start);
  if (c === '"' || c === '`' || c === '[' || c === "'") return quoted(sql, start, c);
  if ((c === 'x' || c === 'X') && sql[start + 1] === "'") {
    const end = quotedEnd(sql, start + 1, "'");
    return { kind: 'blob', text: sql.slice(start + 2, end - 1).toUpperCase(), key: '', start, end };
  }
  const wordEnd = endOf(word, sql, start);
  if (wordEnd > start) {
    const text = sql.slice(start, wordEnd);
    return { kind: 'word', text, key: text.toLowerCase(), start, end: wordEnd };
  }
  const numberEnd = (c >= '0' && c <= '9') || c === '.' ? endOf(number, sql, start) : start;
  if (numberEnd > start) return { kind: 'number', text: sql.slice(start, numberEnd), key: '', start, end: numberEnd };
  const op = '-|<>!='.includes(c) ? (longOperators.find((o) => sql.startsWith(o, start)) ?? c) : c;
  return { kind: 'operator', text: op, key: '', start, end: start + op.length };
};

/** Every token of a statement, blanks and comments left out. */
export const tokenise = (sql: string): ReadonlyArray<Token> => {
  const tokens: Token[] = [];
  let at = pastBlank(sql, 0);
  while (at < sql.length) {
    const token = next(sql, at);
    tokens.push(token);
    at = pastBlank(sql, token.end);
  }
  return tokens;
};

/** Tokens that can stand for a name: SQLite takes a string literal where only a name can stand. */
export const isName = (t: Token | undefined): t is Token =>
  t !== undefined && (t.kind === 'word' || t.kind === 'name' || t.kind === 'string');

export const isWord = (t: Token | undefined, word: string): boolean => t !== undefined && t.key === word;

export const isOperator = (t: Token | undefined, op: string): boolean =>
  t !== undefined && t.kind === 'operator' && t.text === op;

/** ASCII folding, as SQLite compares names: `É` and `é` are two names. */
export const fold = (name: string): string =>
  /^[\u0000-\u007f]*$/.test(name) ? name.toLowerCase() : name.replace(/[A-Z]/g, (c) => c.toLowerCase());

export const sameId = (a: string, b: string): boolean => a === b || (a.length === b.length && fold(a) === fold(b));
