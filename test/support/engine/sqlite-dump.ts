/**
 * sqlite_schema keeps the text that made a table, and ALTER TABLE edits that text: two tables that are the same thing can
 * differ in white space, in quotes, in the order of their parts, and in whether a constraint stands behind its column or
 * by itself. This makes them comparable and loses nothing else.
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
    .map((t) => (/^"[a-z_][a-z_0-9]*"$/.test(t) ? t.slice(1, -1) : t))
    // Collations have no case, and BINARY is what there is without one.
    .map((t, i, all) => (all[i - 1] === 'collate' ? t.replaceAll('"', '').toLowerCase() : t))
    .filter(
      (t, i, all) => !(t === 'collate' && all[i + 1] === 'binary') && !(t === 'binary' && all[i - 1] === 'collate'),
    );

/** The place behind the parenthesis that closes the one at `at`. */
const behind = (part: ReadonlyArray<string>, at: number): number => {
  let depth = 0;
  for (let i = at; i < part.length; i++) {
    if (part[i] === '(') depth++;
    if (part[i] === ')' && --depth === 0) return i + 1;
  }
  return part.length;
};

/** The place behind a REFERENCES clause that starts at `at`. */
const behindReference = (part: ReadonlyArray<string>, at: number): number => {
  let i = at + 2;
  if (part[i] === '(') i = behind(part, i);
  for (;;) {
    if (part[i] === 'on') i += part[i + 2] === 'set' || part[i + 2] === 'no' ? 4 : 3;
    else if (part[i] === 'match') i += 2;
    else if (part[i] === 'not' && part[i + 1] === 'deferrable') i += 1;
    else if (part[i] === 'deferrable') i += part[i + 1] === 'initially' ? 3 : 1;
    else return i;
  }
};

/** A column's definition without the constraints that could as well stand by themselves, and those constraints. */
const apart = (part: ReadonlyArray<string>): ReadonlyArray<ReadonlyArray<string>> => {
  if (['constraint', 'primary', 'unique', 'check', 'foreign'].includes(part[0] ?? '')) return [part];
  const column = part[0] ?? '';
  const own: string[] = [];
  const constraints: Array<ReadonlyArray<string>> = [];
  for (let i = 0; i < part.length; ) {
    const named = part[i] === 'constraint' ? part.slice(i, i + 2) : [];
    const at = i + named.length;
    if (i > 0 && part[at] === 'references') {
      const end = behindReference(part, at);
      constraints.push([...named, 'foreign', 'key', '(', column, ')', ...part.slice(at, end)]);
      i = end;
    } else if (i > 0 && part[at] === 'unique') {
      const end = part[at + 1] === 'on' ? at + 4 : at + 1;
      constraints.push([...named, 'unique', '(', column, ')', ...part.slice(at + 1, end)]);
      i = end;
    } else if (i > 0 && part[at] === 'check') {
      const end = behind(part, at + 1);
      constraints.push([...named, ...part.slice(at, end)]);
      i = end;
    } else {
      // Words of the type, defaults and computed values, the latter in parentheses that are passed over whole.
      const end = part[i] === '(' ? behind(part, i) : i + 1;
      own.push(...part.slice(i, end));
      i = end;
    }
  }
  return [own, ...constraints];
};

/** The parts between the outer parentheses, split at their commas. */
export const tidyCreate = (sql: string): string => {
  const all = tokens(sql);
  const open = all.indexOf('(');
  if (!/^create (temp(orary)? )?table\b/i.test(sql.trim()) || open < 0)
    return all.join(' ').replace(/\( (\w+ \( [^()]* \)) \)/g, '$1');
  const close = behind(all, open) - 1;
  const parts: string[][] = [[]];
  for (let i = open + 1; i < close; ) {
    const end = all[i] === '(' ? behind(all, i) : i + 1;
    if (all[i] === ',') parts.push([]);
    else parts.at(-1)?.push(...all.slice(i, end));
    i = end;
  }
  const head = all.slice(0, open).join(' ');
  const body = parts.flatMap(apart).map((p) => `  ${p.join(' ')}`);
  return [`${head} (`, ...body.sort(), `) ${all.slice(close + 1).join(' ')}`].join('\n');
};
