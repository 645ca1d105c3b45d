/** What a question names, by its text: a function that does more than read must not be worked out for a look. */

/** How an engine reads the text of a statement. */
export interface Reading {
  /** One token; texts in quotes first. */
  readonly token: RegExp;
  /** What opens a name in quotes. */
  readonly names: string;
}

/** Backslashes stand for themselves, except in E'…'. https://www.postgresql.org/docs/18/sql-syntax-lexical.html */
export const postgresReading: Reading = {
  token:
    /[eE]'(?:[^'\\]|''|\\[\s\S])*'|'(?:[^']|'')*'|"(?:[^"]|"")*"|[uU]&"(?:[^"]|"")*"|[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*|::|[-+*/<>=~!@#%^&|`?]+|[^\s]/g,
  names: '"',
};

/** https://dev.mysql.com/doc/refman/8.4/en/string-literals.html · without ANSI_QUOTES and NO_BACKSLASH_ESCAPES */
export const mysqlReading: Reading = {
  token: /'(?:[^'\\]|''|\\[\s\S])*'|"(?:[^"\\]|""|\\[\s\S])*"|`(?:[^`]|``)*`|[\w$\u0080-\uffff]+|[^\s]/g,
  names: '`',
};

/** https://www.sqlite.org/lang_keywords.html */
export const sqliteReading: Reading = {
  token: /'(?:[^']|'')*'|"(?:[^"]|"")*"|`(?:[^`]|``)*`|\[[^\]]*\]|[\w$\u0080-\uffff]+|[^\s]/g,
  names: '"`[',
};

export interface NamedFunction {
  readonly name: string;
  /** Without quotes. */
  readonly plain: boolean;
  /** After a dot. */
  readonly qualified: boolean;
  /** Something stands between it and the bracket. */
  readonly apart: boolean;
}

export interface Named {
  /** Before a bracket. */
  readonly functions: ReadonlyArray<NamedFunction>;
  /** All names. */
  readonly words: ReadonlyArray<string>;
  /** What stands in quotes and is no name. */
  readonly texts: ReadonlyArray<string>;
  readonly operators: ReadonlyArray<string>;
  /** A name is written in a way that is not read here. */
  readonly veiled: boolean;
}

const isWord = (token: string): boolean => /^[\w$\u0080-\uffff]+$/.test(token) && !/^\d+$/.test(token);
const isOperator = (token: string): boolean => /^[-+*/<>=~!@#%^&|`?]+$/.test(token);

export const namedIn = (sql: string, { token, names }: Reading): Named => {
  const found = [...sql.matchAll(token)];
  const tokens = found.map(([t]) => t);
  const isApart = (i: number): boolean => (found[i]?.index ?? 0) + (tokens[i] ?? '').length !== found[i + 1]?.index;
  const isName = (t: string): boolean => t.length > 1 && names.includes(t[0] ?? ' ');
  const nameOf = (t: string): string => {
    const quote = t[0] ?? '';
    return isName(t) ? t.slice(1, -1).replaceAll(quote + quote, quote) : t.toLowerCase();
  };
  const functions: Array<Named['functions'][number]> = [];
  const words = new Set<string>();
  tokens.forEach((t, i) => {
    if (!isName(t) && !isWord(t)) return;
    const name = nameOf(t);
    if (tokens[i + 1] === '(')
      functions.push({ name, plain: !isName(t), qualified: tokens[i - 1] === '.', apart: isApart(i) });
    words.add(name);
  });
  return {
    functions,
    words: [...words],
    texts: tokens
      .filter((t) => t.length > 1 && /['"]$/.test(t) && !isName(t))
      .map((t) => t.replace(/^[^'"]*['"]|['"]$/g, '')),
    operators: tokens.filter((t) => isOperator(t)),
    veiled: tokens.some((t) => /^[uU]&"/.test(t)),
  };
};
