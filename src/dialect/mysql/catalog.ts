/** Rows of the catalog queries → schema. */
import { qname } from '../../ir/name.js';
import { normalise } from '../../ir/normalise.js';
import { type Problem, problem } from '../../ir/problem.js';
import { noOptions, type Opaque, type Schema, type Table, type TableOptions } from '../../ir/schema.js';
import { catalogued } from '../../ir/settle.js';
import { left, right, type Validated } from '../../prelude.js';
import type { CatalogRows } from '../dialect.js';
import { readColumn } from './catalog-column.js';
import { joinedChecks, jsonMarked, readChecks, readForeignKeys, readKeys } from './catalog-keys.js';
import { readObjects } from './catalog-objects.js';
import { type CatalogRow, cell, groupBy, rowsOf, word } from './catalog-row.js';
import { bothOrNeither, type Charset } from './charset.js';
import { type Product, type ServerDefaults, systemVersioning } from './product.js';

export const readServer = (rows: CatalogRows): (ServerDefaults & { readonly database: string }) | null => {
  const row = rowsOf(rows, 'server')[0];
  return row === undefined
    ? null
    : {
        database: word(row, 'db'),
        charset: word(row, 'charset'),
        collation: word(row, 'collation'),
        engine: word(row, 'engine'),
        lowerCaseTableNames: Number(word(row, 'lower_case')),
        explicitTimestamps: word(row, 'explicit_timestamps') !== '0',
      };
};

/** `row_format=COMPRESSED KEY_BLOCK_SIZE=8 partitioned` → the row format and the rest, one option an entry. */
const readCreateOptions = (
  text: string,
): { readonly rowFormat: string | null; readonly storage: ReadonlyArray<string> } => {
  const options = [...text.matchAll(/(`(?:[^`]|``)*`|[^\s=]+)=('(?:[^']|'')*'|"(?:[^"]|"")*"|\S+)/g)].map(
    ([, key = '', value = '']) => [key.startsWith('`') ? key : key.toLowerCase(), value] as const,
  );
  return {
    rowFormat: options.find(([k]) => k === 'row_format')?.[1].toUpperCase() ?? null,
    storage: options
      .filter(([k]) => k !== 'row_format')
      .map(([k, v]) => `${k}=${v}`)
      .sort(),
  };
};

const readOptions = (product: Product, server: ServerDefaults, collation: Charset, row: CatalogRow): TableOptions => {
  const engine = cell(row, 'engine');
  const comment = word(row, 'comment');
  const own = collation.collation === bothOrNeither(product, server).collation;
  return {
    ...noOptions,
    ...readCreateOptions(word(row, 'options')),
    comment: comment === '' ? null : comment,
    engine: engine?.toLowerCase() === server.engine.toLowerCase() ? null : engine,
    charset: own ? null : collation.charset,
    collation: own ? null : collation.collation,
  };
};

/** Columns are the same whatever their case. */
const keyOfColumn = (r: CatalogRow, column: string): string => `${word(r, 'tbl')}\u0000${column.toLowerCase()}`;

/** What a base table has beside what the IR can say. */
const marks = (row: CatalogRow): ReadonlyArray<Opaque> => {
  const name = qname(word(row, 'tbl'));
  return word(row, 'kind') === 'SYSTEM VERSIONED'
    ? [{ kind: 'constraint', name: qname(systemVersioning), on: name, dependsOn: [], definition: [] }]
    : [];
};

export const lowerCatalog =
  (product: Product) =>
  (rows: CatalogRows): Validated<Problem, Schema> => {
    const server = readServer(rows);
    if (server === null)
      return left([problem('source.unreadable', { source: product.name, detail: 'no database is selected' })]);
    const columns = groupBy(rowsOf(rows, 'columns'), (r) => word(r, 'tbl'));
    const indexes = groupBy(rowsOf(rows, 'indexes'), (r) => word(r, 'tbl'));
    const foreignKeys = readForeignKeys(
      server.database,
      rowsOf(rows, 'foreign_keys'),
      rowsOf(rows, 'foreign_key_columns'),
    );
    const types = new Map(
      rowsOf(rows, 'columns').map((r) => [keyOfColumn(r, word(r, 'col')), word(r, 'type').toLowerCase()]),
    );
    const checkRows = joinedChecks(rowsOf(rows, 'checks'));
    /** The column that a check marks as JSON. */
    const marked = (r: CatalogRow): string | null => {
      const column = jsonMarked(r);
      const key = column === null ? null : keyOfColumn(r, column);
      return key !== null && types.get(key) === 'longtext' ? key : null;
    };
    const json = new Set(checkRows.flatMap((r) => marked(r) ?? []));
    const tableRows = rowsOf(rows, 'tables');
    const isTable = (r: CatalogRow): boolean => /^(?:BASE TABLE|SYSTEM VERSIONED)$/.test(word(r, 'kind'));
    const read = tableRows.filter(isTable).map((row): Table => {
      const name = word(row, 'tbl');
      const collation = bothOrNeither(product, { charset: null, collation: cell(row, 'collation') });
      const options = readOptions(product, server, collation, row);
      const memory = word(row, 'engine').toLowerCase() !== 'innodb';
      return {
        name: qname(name),
        columns: (columns.get(name) ?? []).map((c) =>
          readColumn(product, collation, json.has(keyOfColumn(c, word(c, 'col'))), c),
        ),
        ...readKeys(product, memory, indexes.get(name) ?? []),
        foreignKeys: foreignKeys.get(name) ?? [],
        checks: [],
        options,
      };
    });
    // A check that marks JSON is part of the type, unless the column turned out to be something else.
    const isJsonColumn = new Set(
      read.flatMap((t) =>
        t.columns.filter((c) => c.type.kind === 'Json').map((c) => `${t.name.name}\u0000${c.name.toLowerCase()}`),
      ),
    );
    const checks = readChecks(
      product,
      checkRows.filter((r) => !isJsonColumn.has(marked(r) ?? '')),
    );
    const tables = read.map((t) => ({ ...t, checks: checks.get(t.name.name) ?? [] }));
    const names = (kind: RegExp): ReadonlyArray<string> =>
      tableRows.filter((r) => kind.test(word(r, 'kind'))).map((r) => word(r, 'tbl'));
    const opaque: ReadonlyArray<Opaque> = [
      ...readObjects(server.database, tables, names(/VIEW$/), rowsOf(rows, 'objects')),
      ...tableRows.filter(isTable).flatMap(marks),
      ...names(/^SEQUENCE$/).map(
        (n): Opaque => ({ kind: 'sequence', name: qname(n), on: null, dependsOn: [], definition: [] }),
      ),
    ];
    return right(catalogued(normalise({ tables, enums: [], opaque }), product.version));
  };
