/** Clauses that columns and tables share: parts of a key, ON CONFLICT, REFERENCES, DEFERRABLE. */
import { type Cursor, sourceOf, splitCommas } from './cursor.js';
import type { DdlPart, DdlReference } from './shape.js';
import { isName, isWord, type Token } from './tokens.js';

/** `ON CONFLICT IGNORE` → `IGNORE`; null when the clause is not there or says the default. */
export const onConflict = (c: Cursor): string | null => {
  if (!c.words('on', 'conflict')) return null;
  const word = c.take()?.text.toUpperCase() ?? 'ABORT';
  return word === 'ABORT' ? null : word;
};

/** One element of a key or an index: `expr [COLLATE name] [ASC | DESC]`. */
const part = (sql: string, tokens: ReadonlyArray<Token>): DdlPart => {
  let rest = tokens;
  const last = (): Token | undefined => rest[rest.length - 1];
  if (rest.length > 2 && isWord(rest[rest.length - 2], 'nulls')) rest = rest.slice(0, -2);
  const descending = rest.length > 1 && isWord(last(), 'desc');
  if (descending || (rest.length > 1 && isWord(last(), 'asc'))) rest = rest.slice(0, -1);
  const name = rest[rest.length - 1];
  const collation =
    rest.length > 2 && isWord(rest[rest.length - 2], 'collate') && isName(name) ? (name?.text ?? null) : null;
  if (collation !== null) rest = rest.slice(0, -2);
  const only = rest.length === 1 ? rest[0] : undefined;
  return { sql: sourceOf(sql, rest), name: isName(only) ? only.text : null, collation, descending };
};

export const parts = (sql: string, group: ReadonlyArray<Token>): ReadonlyArray<DdlPart> =>
  splitCommas(group).map((tokens) => part(sql, tokens));

export const names = (group: ReadonlyArray<Token>): ReadonlyArray<string> =>
  splitCommas(group).flatMap((tokens) => (isName(tokens[0]) ? [tokens[0].text] : []));

const action = (c: Cursor): string => {
  if (c.words('set', 'null')) return 'set null';
  if (c.words('set', 'default')) return 'set default';
  if (c.words('no', 'action')) return 'no action';
  return c.take()?.text.toLowerCase() ?? 'no action';
};

/** `[NOT] DEFERRABLE [INITIALLY …]`; null when the next words are something else. */
export const deferrable = (c: Cursor): DdlReference['deferrable'] | null => {
  const negated = c.words('not', 'deferrable');
  if (!negated && !c.words('deferrable')) return null;
  const deferred = c.words('initially', 'deferred');
  if (!deferred) c.words('initially', 'immediate');
  return negated ? 'no' : deferred ? 'deferred' : 'immediate';
};

/** After the word REFERENCES. Null when no table follows. */
export const references = (c: Cursor): DdlReference | null => {
  const table = c.name();
  if (table === null) return null;
  const columns = names(c.group() ?? []);
  let [onDelete, onUpdate, match] = ['no action', 'no action', null as string | null];
  for (;;) {
    if (c.words('on', 'delete')) onDelete = action(c);
    else if (c.words('on', 'update')) onUpdate = action(c);
    else if (c.words('match')) match = c.name();
    else break;
  }
  return { table, columns, onDelete, onUpdate, match, deferrable: deferrable(c) ?? 'no' };
};

/** The text inside the parentheses that follow. */
export const groupText = (sql: string, c: Cursor): string | null => {
  const group = c.group();
  return group === null ? null : sourceOf(sql, group);
};
