/**
 * Views, triggers, routines, events and partitioning: kept with their texts and with what they read. Which columns they
 * read is taken from the words of their texts that are columns of the tables they name: never too few, sometimes too many.
 */
import { keyOf, type QName, qname } from '../../ir/name.js';
import type { Opaque, Table } from '../../ir/schema.js';
import { type CatalogRow, cell, word } from './catalog-row.js';
import { quote } from './quote.js';
import { isStandIn } from './stand-in.js';

type Token = { readonly kind: 'name' | 'word' | 'text' | 'other'; readonly text: string; readonly name: string };

/** Strings and comments are one token each, so that no name is found in them. */
const tokens = (sql: string): ReadonlyArray<Token> =>
  [
    ...sql.matchAll(
      /`(?:[^`]|``)*`|'(?:[^'\\]|''|\\[\s\S])*'|"(?:[^"\\]|""|\\[\s\S])*"|--\s[^\n]*|#[^\n]*|\/\*[\s\S]*?\*\/|[\w$\u0080-\uffff]+|[\s\S]/g,
    ),
  ].map(([text]) => {
    if (text.startsWith('`')) return { kind: 'name', text, name: text.slice(1, -1).replaceAll('``', '`') };
    // With ANSI_QUOTES a name, else a string: read as a name, it can only be one too many.
    if (text.startsWith('"')) return { kind: 'name', text, name: text.slice(1, -1) };
    if (/^[\w$\u0080-\uffff]+$/.test(text)) return { kind: 'word', text, name: text };
    return { kind: text.startsWith("'") || /^(?:--|#|\/\*)/.test(text) ? 'text' : 'other', text, name: '' };
  });

/** The text without `` `database`. `` in front of names, so that it means the same in another database. */
const unqualified = (all: ReadonlyArray<Token>, database: string): string =>
  all
    .filter((t, i) => {
      const qualifier = (x: Token | undefined, dot: Token | undefined, next: Token | undefined): boolean =>
        x?.kind === 'name' && x.name === database && dot?.text === '.' && next?.kind === 'name';
      const isQualifier = qualifier(t, all[i + 1], all[i + 2]) && all[i - 1]?.text !== '.';
      const isItsDot = t.text === '.' && qualifier(all[i - 1], t, all[i + 1]) && all[i - 2]?.text !== '.';
      return !isQualifier && !isItsDot;
    })
    .map((t) => t.text)
    .join('');

const definerOf = (row: CatalogRow): string => {
  const definer = cell(row, 'definer');
  if (definer === null || definer === '') return '';
  const at = definer.lastIndexOf('@');
  const parts = at < 0 ? [definer] : [definer.slice(0, at), definer.slice(at + 1)];
  return `DEFINER=${parts.map(quote).join('@')} `;
};

/** A body may be missing: without the right to see it the server shows none. */
const definition = (row: CatalogRow, body: string): ReadonlyArray<string> => {
  const name = quote(word(row, 'name'));
  if (body === '') return [];
  switch (word(row, 'kind')) {
    case 'view': {
      const option = word(row, 'b').toUpperCase();
      const ending = option === 'CASCADED' || option === 'LOCAL' ? ` WITH ${option} CHECK OPTION` : '';
      const security = word(row, 'a').toUpperCase() === 'INVOKER' ? 'SQL SECURITY INVOKER ' : 'SQL SECURITY DEFINER ';
      return [`CREATE ${definerOf(row)}${security}VIEW ${name} AS ${body}${ending}`];
    }
    case 'trigger':
      return [
        `CREATE ${definerOf(row)}TRIGGER ${name} ${word(row, 'a')} ${word(row, 'b')} ON ${quote(word(row, 'tbl'))} FOR EACH ROW ${body}`,
      ];
    default:
      return [];
  }
};

const kinds: Readonly<Record<string, Opaque['kind']>> = {
  view: 'view',
  trigger: 'trigger',
  event: 'event',
  partitioning: 'partitioning',
};

export const readObjects = (
  database: string,
  tables: ReadonlyArray<Table>,
  views: ReadonlyArray<string>,
  rows: ReadonlyArray<CatalogRow>,
): ReadonlyArray<Opaque> => {
  const byName = new Map(tables.map((t) => [t.name.name.toLowerCase(), t]));
  const viewNames = new Map(views.map((v) => [v.toLowerCase(), v]));
  return [...rows]
    .filter((row) => word(row, 'kind') !== 'view' || !isStandIn(word(row, 'name'), word(row, 'body')))
    .sort((a, b) => Number(word(a, 'n')) - Number(word(b, 'n')))
    .map((row): Opaque => {
      const all = tokens(
        [word(row, 'body'), word(row, 'kind') === 'partitioning' ? word(row, 'b') : ''].join(' ').trim(),
      );
      const words = new Set(all.flatMap((t) => (t.name === '' ? [] : [t.name.toLowerCase()])));
      const on = cell(row, 'tbl');
      const named = new Set([...words, ...(on === null ? [] : [on.toLowerCase()])]);
      // What a called routine reads is not to be seen here.
      const calls = words.has('call') || words.has('execute');
      const dependsOn: Array<{ readonly table: QName; readonly columns: ReadonlyArray<string> | null }> = [];
      for (const name of [...named].sort()) {
        const table = byName.get(name);
        const view = viewNames.get(name);
        if (table !== undefined && !(word(row, 'kind') === 'partitioning' && table.name.name !== on))
          dependsOn.push({
            table: table.name,
            columns: calls ? null : table.columns.map((c) => c.name).filter((c) => words.has(c.toLowerCase())),
          });
        else if (view !== undefined && word(row, 'kind') === 'view' && view !== word(row, 'name'))
          dependsOn.push({ table: qname(view), columns: null });
      }
      return {
        kind: kinds[word(row, 'kind')] ?? 'function',
        name: qname(word(row, 'name')),
        on: on === null ? null : (byName.get(on.toLowerCase())?.name ?? qname(on)),
        dependsOn: dependsOn.sort((a, b) => (keyOf(a.table) < keyOf(b.table) ? -1 : 1)),
        definition: definition(row, unqualified(all, database).replace(/[;\s]+$/, '')),
      };
    });
};
