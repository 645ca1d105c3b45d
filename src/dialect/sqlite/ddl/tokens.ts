/**
 * SQLite's lexical rules, for the text that sqlite_schema keeps (https://www.sqlite.org/lang_keywords.html,
 * https://www.sqlite.org/lang_comment.html). Total: a character nobody expects is an operator of its own.
 */
export interface Token {
  /** word: a bare name or keyword · name: quoted with "…", `…` or […] · string: '…', which is a name where one must stand. */
  readonly kind: 'word' | 'name' | 'string' | 'blob' | 'number' | 'operator';
  /** Without quotes and with doubled quotes undone; a word as written; a blob's hexadecimal digits. */
  readonly text: string;
  /** Where the token stands in the source: [start, end). */
  readonly start: number;
  readonly end: number;
}

const wordStart = /[A-Za-z_\u0080-\uffff]/;
const wordPart = /[A-Za-z0-9_$\u0080-\uffff]/;
const space = /[ \t\n\f\r]/;
const number =
  /^(?:0[xX][0-9A-Fa-f](?:_?[0-9A-Fa-f])*|(?:\d(?:_?\d)*(?:\.(?:\d(?:_?\d)*)?)?|\.\d(?:_?\d)*)(?:[eE][+-]?\d(?:_?\d)*)?)/;
const longOperators = ['->>', '||', '<=', '>=', '<>', '!=', '==', '<<', '>>', '->'];

/** End of a quoted run that starts at `at`; a doubled closing quote stands for itself. An unclosed one ends with the text. */
const quotedEnd = (sql: string, at: number, close: string): number => {
  let i = at + 1;
  while (i < sql.length) {
    if (sql[i] === close) {
      if (close !== ']' && sql[i + 1] === close) i += 2;
      else return i + 1;
    } else i += 1;
  }
  return sql.length;
};

const skipBlank = (sql: string, from: number): number => {
  let i = from;
  while (i < sql.length) {
    if (space.test(sql.charAt(i)) || sql[i] === '\ufeff') i += 1;
    else if (sql.startsWith('--', i)) {
      const end = sql.indexOf('\n', i);
      i = end < 0 ? sql.length : end + 1;
    } else if (sql.startsWith('/*', i)) {
      const end = sql.indexOf('*/', i + 2);
      i = end < 0 ? sql.length : end + 2;
    } else break;
  }
  return i;
};

const quoted = (sql: string, start: number, open: string): Token => {
  const close = open === '[' ? ']' : open;
  const end = quotedEnd(sql, start, close);
  const inner = sql.slice(start + 1, end - 1);
  const text = close === ']' ? inner : inner.split(close + close).join(close);
  return { kind: open === "'" ? 'string' : 'name', text, start, end };
};

const next = (sql: string, start: number): Token => {
  const c = sql.charAt(start);
  if (c === '"' || c === '`' || c === '[' || c === "'") return quoted(sql, start, c);
  if ((c === 'x' || c === 'X') && sql[start + 1] === "'") {
    const end = quotedEnd(sql, start + 1, "'");
    return { kind: 'blob', text: sql.slice(start + 2, end - 1).toUpperCase(), start, end };
  }
  const digits = number.exec(sql.slice(start, start + 400));
  if (digits !== null && digits[0] !== '') {
    return { kind: 'number', text: digits[0], start, end: start + digits[0].length };
  }
  if (wordStart.test(c)) {
    let end = start + 1;
    while (end < sql.length && wordPart.test(sql.charAt(end))) end += 1;
    return { kind: 'word', text: sql.slice(start, end), start, end };
  }
  const op = longOperators.find((o) => sql.startsWith(o, start)) ?? c;
  return { kind: 'operator', text: op, start, end: start + op.length };
};

/** Every token of a statement, blanks and comments left out. */
export const tokenise = (sql: string): ReadonlyArray<Token> => {
  const tokens: Token[] = [];
  let at = skipBlank(sql, 0);
  while (at < sql.length) {
    const token = next(sql, at);
    tokens.push(token);
    at = skipBlank(sql, token.end);
  }
  return tokens;
};

/** Tokens that can stand for a name: SQLite takes a string literal where only a name can stand. */
export const isName = (t: Token | undefined): t is Token =>
  t !== undefined && (t.kind === 'word' || t.kind === 'name' || t.kind === 'string');

export const isWord = (t: Token | undefined, word: string): boolean =>
  t !== undefined && t.kind === 'word' && t.text.toLowerCase() === word;

export const isOperator = (t: Token | undefined, op: string): boolean =>
  t !== undefined && t.kind === 'operator' && t.text === op;

/** ASCII folding, as SQLite compares names: `É` and `é` are two names. */
export const fold = (name: string): string => name.replace(/[A-Z]/g, (c) => c.toLowerCase());

export const sameId = (a: string, b: string): boolean => fold(a) === fold(b);
