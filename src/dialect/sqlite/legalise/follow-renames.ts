/**
 * The text of a trigger after renames, as RENAME TABLE and RENAME COLUMN rewrite it in the file
 * (https://www.sqlite.org/lang_altertable.html). The engine resolves every name; this sees tokens only, so it rewrites
 * where a name can mean one thing and gives up (null) where it could mean two.
 */
import type { Opaque, OpaqueRename, Schema, Table } from '../../../ir/schema.js';
import { fold, isOperator, isWord, sameId, type Token, tokenise } from '../ddl/tokens.js';
import { quote } from '../quote.js';

const isNamed = (t: Token | undefined, name: string): boolean =>
  t !== undefined && (t.kind === 'word' || t.kind === 'name') && sameId(t.text, name);

const replaced = (sql: string, tokens: ReadonlyArray<Token>, at: ReadonlySet<number>, to: string): string => {
  let text = '';
  let end = 0;
  tokens.forEach((t, i) => {
    if (!at.has(i)) return;
    text += sql.slice(end, t.start) + quote(to);
    end = t.end;
  });
  return text + sql.slice(end);
};

const events = ['before', 'after', 'instead', 'delete', 'insert', 'update'];

interface Head {
  /** Where the trigger's own name ends. */
  readonly start: number;
  /** Where ON and the table's name end. */
  readonly body: number;
  readonly table: string;
}

const headOf = (tokens: ReadonlyArray<Token>): Head | null => {
  const start = tokens.findIndex((t) => events.some((e) => isWord(t, e)));
  const on = tokens.findIndex((t, i) => i > start && isWord(t, 'on'));
  if (start < 0 || on < 0) return null;
  const qualified = isOperator(tokens[on + 2], '.');
  const table = tokens[on + (qualified ? 3 : 1)];
  return table === undefined ? null : { start, body: on + (qualified ? 4 : 2), table: table.text };
};

const has = (t: Table | undefined, column: string): boolean => t?.columns.some((c) => sameId(c.name, column)) ?? false;

/** The tables a trigger names, as they are now. */
const tablesOf = (o: Opaque, schema: Schema): ReadonlyArray<Table> =>
  schema.tables.filter((t) => o.dependsOn.some((d) => sameId(d.table.name, t.name.name)));

const isAliased = (tokens: ReadonlyArray<Token>, name: string): boolean =>
  tokens.some((t, i) => isWord(t, 'as') && isNamed(tokens[i + 1], name));

const tableRenamed = (sql: string, from: string, to: string, tables: ReadonlyArray<Table>): string | null => {
  const tokens = tokenise(sql);
  const head = headOf(tokens);
  if (head === null || isAliased(tokens, from) || tables.some((t) => has(t, from))) return null;
  const at = tokens.flatMap((t, i) => (i >= head.start && isNamed(t, from) ? [i] : []));
  return replaced(sql, tokens, new Set(at), to);
};

type Meaning = 'the column' | 'something else' | 'unknown';

const columnRenamed = (
  sql: string,
  rename: OpaqueRename & { readonly column: string },
  tables: ReadonlyArray<Table>,
): string | null => {
  const tokens = tokenise(sql);
  const head = headOf(tokens);
  if (head === null) return null;
  const { column: from, to } = rename;
  const own = sameId(head.table, rename.table.name);
  const others = tables.filter((t) => !sameId(t.name.name, rename.table.name));
  const elsewhere = others.some((t) => has(t, from));
  const inBody = tokens.some((t, i) => i >= head.body && isNamed(t, rename.table.name));
  const meaning = (i: number): Meaning => {
    if (i < head.body) return own && i > head.start ? 'the column' : 'something else';
    if (isWord(tokens[i - 1], 'as')) return 'unknown';
    if (isOperator(tokens[i - 1], '.')) {
      const by = fold(tokens[i - 2]?.text ?? '');
      if (by === 'new' || by === 'old') return own ? 'the column' : 'something else';
      if (by === fold(rename.table.name)) return 'the column';
      if (others.some((t) => fold(t.name.name) === by)) return 'something else';
    } else if (isOperator(tokens[i + 1], '(') && !isWord(tokens[i - 1], 'into')) return 'something else';
    if (!inBody) return 'something else';
    return elsewhere ? 'unknown' : 'the column';
  };
  const found = tokens.flatMap((t, i) => (i !== head.body - 1 && isNamed(t, from) ? [[i, meaning(i)] as const] : []));
  if (found.some(([, m]) => m === 'unknown')) return null;
  return replaced(sql, tokens, new Set(found.flatMap(([i, m]) => (m === 'the column' ? [i] : []))), to);
};

/** The trigger's text under today's names; null when a name in it could mean two things. */
export const triggerText = (o: Opaque, given: string, schema: Schema): string | null => {
  const tables = tablesOf(o, schema);
  return (o.renamed ?? []).reduce<string | null>((sql, rename) => {
    if (sql === null) return null;
    return rename.column === null
      ? tableRenamed(sql, rename.table.name, rename.to, tables)
      : columnRenamed(sql, { ...rename, column: rename.column }, tables);
  }, given);
};

/** A kept clause names columns of its own table only; collations and constraints have names of their own. */
export const clauseText = (o: Opaque, given: string): string =>
  (o.renamed ?? []).reduce((sql, rename) => {
    const { column } = rename;
    if (column === null) return sql;
    const tokens = tokenise(sql);
    const at = tokens.flatMap((t, i) =>
      isNamed(t, column) && !isWord(tokens[i - 1], 'collate') && !isWord(tokens[i - 1], 'constraint') ? [i] : [],
    );
    return replaced(sql, tokens, new Set(at), rename.to);
  }, given);
