/** Names and literals (https://www.sqlite.org/lang_expr.html#literal_values_constants_). */

/** A name between double quotes, quotes in it doubled: right in every build, whatever its double-quoted-string setting. */
export const quote = (identifier: string): string => `"${identifier.split('"').join('""')}"`;

const hexOf = (text: string): string =>
  Array.from(new TextEncoder().encode(text), (b) => b.toString(16).toUpperCase().padStart(2, '0')).join('');

/** U+0000 would end the statement for the C library, so a text that holds one goes as bytes. */
export const quoteString = (value: string): string =>
  value.includes('\u0000') ? `CAST(X'${hexOf(value)}' AS TEXT)` : `'${value.split("'").join("''")}'`;
