/**
 * sqlite_schema keeps the text that made a table, and ALTER TABLE edits that text: two tables that are the same thing can
 * differ in white space, in quotes and in the order of their parts. This makes them comparable and loses nothing else.
 */

/** Splits SQL into words, quoted names and strings whole; names lose their quotes when a bare word would do. */
const tokens = (sql: string): ReadonlyArray<string> =>
  [
    ...sql.matchAll(
      /'(?:[^']|'')*'|"(?:[^"]|"")*"|`(?:[^`]|``)*`|\[[^\]]*\]|--[^\n]*|[A-Za-z_0-9.$\u0080-\uffff]+|\|\||[<>=!]+|\S/g,
    ),
  ]
    .map(([t]) => t)
    .filter((t) => !t.startsWith('--'))
    .map((t) => (/^["`[]/.test(t) ? `"${t.slice(1, -1).replaceAll('""', '"')}"` : t))
    .map((t) => (/^["']/.test(t) ? t : t.toLowerCase()))
    .map((t) => (/^"[a-z_][a-z_0-9]*"$/.test(t) ? t.slice(1, -1) : t));

/** The parts between the outer parentheses, split at their commas. */
export const tidyCreate = (sql: string): string => {
  const all = tokens(sql);
  const open = all.indexOf('(');
  if (!/^create (temp(orary)? )?table\b/i.test(sql.trim()) || open < 0) return all.join(' ');
  const parts: string[][] = [[]];
  let depth = 0;
  let i = open;
  for (; i < all.length; i++) {
    const t = all[i] ?? '';
    if (t === '(' && depth++ === 0) continue;
    if (t === ')' && --depth === 0) break;
    if (t === ',' && depth === 1) parts.push([]);
    else parts.at(-1)?.push(t);
  }
  const head = all.slice(0, open).join(' ');
  const body = parts.map((p) => `  ${p.join(' ')}`).sort();
  return [`${head} (`, ...body, `) ${all.slice(i + 1).join(' ')}`].join('\n');
};
