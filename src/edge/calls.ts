/** Which functions a question calls, by its text: one that does more than read must not be worked out for a look. */

/** Words before a bracket that call nothing, and functions that our own questions are made of. */
const harmless: ReadonlySet<string> = new Set(
  `and any array as between by case cast char collate count distinct else end except exists extract filter from group
  having in interval is like not null numeric decimal on or over some then using values varchar when where with
  avg coalesce greatest least lower max min nullif round sum trim upper`.split(/\s+/),
);

/** Lower-case names without their schema; each once. Quotes of names and texts are left out with what they hold. */
export const calledBy = (sql: string): ReadonlyArray<string> => {
  const names = new Set<string>();
  const bare = sql.replace(/'(?:[^'\\]|''|\\.)*'/g, "''");
  for (const [, quoted, plain] of bare.matchAll(/(?:["`]([^"`]+)["`]|([A-Za-z_][\w$]*))\s*\(/g)) {
    const name = quoted ?? (plain ?? '').toLowerCase();
    if (quoted !== undefined || !harmless.has(name)) names.add(name);
  }
  return [...names];
};
