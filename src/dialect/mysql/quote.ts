/** Names and strings. */

/** https://dev.mysql.com/doc/refman/8.4/en/identifiers.html: backquotes work under every sql_mode. */
export const quote = (identifier: string): string => `\`${identifier.replaceAll('`', '``')}\``;

const escapes: Readonly<Record<string, string>> = {
  "'": "''",
  '\\': '\\\\',
  '\u0000': '\\0',
  '\n': '\\n',
  '\r': '\\r',
  '\u001a': '\\Z',
};

/**
 * A string literal. The quote is doubled, which is right under every sql_mode; a backslash and the characters that
 * must not stand raw in a file are escaped, which is right unless NO_BACKSLASH_ESCAPES is set: frame.ts takes that
 * mode off for the session of a migration whose text needs it. A hexadecimal literal would be right under both, but
 * MariaDB 10.11 loses its backslash when it prints one back inside a CHECK.
 * https://dev.mysql.com/doc/refman/8.4/en/string-literals.html
 */
export const literal = (value: string): string =>
  `'${value.replace(/['\\\u0000\n\r\u001a]/g, (c) => escapes[c] ?? c)}'`;

/** What a name cannot be, or null: at most 64 characters of the Basic Multilingual Plane, no NUL, no blank at the end. */
export const badName = (name: string): string | null => {
  if (name === '') return 'is empty';
  if ([...name].length > 64) return 'is longer than 64 characters';
  if (name.includes('\u0000')) return 'contains the character U+0000';
  if (/[\ud800-\udfff]/.test(name)) return 'contains a character beyond U+FFFF';
  if (/[ \t\n\r\f\v]$/.test(name)) return 'ends in a blank';
  return null;
};

/** A table's files carry its name: what is no letter, digit or underscore takes three or five characters there. */
const inFileName = (c: string): number =>
  /\w/.test(c) ? 1 : /[\u00c0-\u058f\u1e00-\u1fff\u2160-\u24ff\uff00-\uff5f]/.test(c) ? 3 : 5;

/**
 * What the name of a table cannot be beside that, or null: file systems have 255 bytes, and `.ibd` takes four.
 * https://dev.mysql.com/doc/refman/8.4/en/identifier-mapping.html
 */
export const badTableName = (name: string): string | null =>
  [...name].reduce((n, c) => n + inFileName(c), 0) > 251 ? 'is too long for the name of a file' : badName(name);

/** The primary key's index is called so, and nobody else's may be: error 1280. */
export const badKeyName = (name: string): string | null =>
  name.toUpperCase() === 'PRIMARY' ? 'is the name of the primary key' : badName(name);

/**
 * The catalog is in utf8mb3: a comment, a label or a literal default is stored or shown with `?` for a character beyond
 * U+FFFF, with no more than a warning. [measured on 9.7 and 10.11]
 */
export const isBeyondCatalog = (text: string): boolean => /[\ud800-\udfff]/.test(text);
