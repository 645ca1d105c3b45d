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
