/** Indexes, foreign keys and checks out of their rows. */
import { columnsOf, type Expr } from '../../ir/expression.js';
import { qname } from '../../ir/name.js';
import {
  type Check,
  check,
  type ForeignKey,
  foreignKey,
  type Index,
  type IndexPart,
  index,
  indexPart,
  type PrimaryKey,
  type ReferentialAction,
  type Unique,
} from '../../ir/schema.js';
import { readExpr } from './catalog-column.js';
import { type CatalogRow, cell, groupBy, word } from './catalog-row.js';
import { asUnique } from './index-shape.js';
import { physicalForeignKey } from './physical-keys.js';
import type { Product } from './product.js';

export interface Keys {
  readonly primaryKey: PrimaryKey | null;
  readonly uniques: ReadonlyArray<Unique>;
  readonly indexes: ReadonlyArray<Index>;
}

const readPart = (product: Product, method: string, row: CatalogRow): IndexPart => {
  const expression = cell(row, 'expression');
  const of = expression === null ? word(row, 'col') : readExpr(product, expression);
  const prefix = cell(row, 'prefix');
  return indexPart(of, {
    order: cell(row, 'direction') === 'D' ? 'desc' : 'asc',
    // A spatial index shows 32, the size of its entries: nobody states it.
    prefix: prefix === null || method === 'spatial' ? null : Number(prefix),
  });
};

/** All rows of one table, in any order. */
export const readKeys = (product: Product, memory: boolean, rows: ReadonlyArray<CatalogRow>): Keys => {
  let primaryKey: PrimaryKey | null = null;
  const uniques: Unique[] = [];
  const indexes: Index[] = [];
  for (const [name, parts] of groupBy(rows, (r) => word(r, 'idx'))) {
    const head = parts[0] ?? {};
    const told = word(head, 'method').toLowerCase();
    const unique = word(head, 'non_unique') === '0';
    // A hash is what a unique key of a MEMORY table is when nobody says how, and MariaDB's way with long texts.
    const method = told === 'rtree' ? 'spatial' : told === 'hash' && (!memory || unique) ? 'btree' : told;
    const read = parts.map((p) => readPart(product, method, p));
    if (name === 'PRIMARY') {
      primaryKey = {
        name: null,
        columns: read.flatMap((p) =>
          p.of.kind === 'Column' ? [{ name: p.of.name, prefix: p.prefix, order: p.order }] : [],
        ),
      };
      continue;
    }
    const comment = word(head, 'comment');
    const made = index(read, {
      name,
      unique,
      method,
      invisible: word(head, 'hidden') === 'YES',
      comment: comment === '' ? null : comment,
    });
    const u = asUnique(made);
    if (u === null) indexes.push(made);
    else uniques.push(u);
  }
  return { primaryKey, uniques, indexes };
};

const actions: ReadonlySet<string> = new Set(['no action', 'restrict', 'cascade', 'set null', 'set default']);
const isAction = (word_: string): word_ is ReferentialAction => actions.has(word_);
const action = (row: CatalogRow, name: string): ReferentialAction => {
  const told = word(row, name).toLowerCase();
  return isAction(told) ? told : 'no action';
};

/** Rows that say the table and rows that say the clause, made one by the check's name. */
export const joinedChecks = (rows: ReadonlyArray<CatalogRow>): ReadonlyArray<CatalogRow> => {
  const clauses = new Map(
    rows.flatMap((r) => (cell(r, 'tbl') === null ? [[word(r, 'name'), r['clause']] as const] : [])),
  );
  return clauses.size === 0
    ? rows
    : rows.filter((r) => cell(r, 'tbl') !== null).map((r) => ({ ...r, clause: clauses.get(word(r, 'name')) }));
};

/** By table. `database`: the one we are connected to, whose tables have no namespace. */
export const readForeignKeys = (
  database: string,
  rows: ReadonlyArray<CatalogRow>,
  columns: ReadonlyArray<CatalogRow>,
): ReadonlyMap<string, ReadonlyArray<ForeignKey>> => {
  const parts = groupBy(columns, (r) => `${word(r, 'tbl')}\u0000${word(r, 'name')}`);
  const byTable = new Map<string, ForeignKey[]>();
  for (const row of rows) {
    const table = word(row, 'tbl');
    const own = parts.get(`${table}\u0000${word(row, 'name')}`) ?? [];
    const head = own[0];
    if (head === undefined) continue;
    const at = word(head, 'ref_db');
    const made = foreignKey(
      own.map((r) => word(r, 'col')),
      {
        table: qname(word(head, 'ref_tbl'), at.toLowerCase() === database.toLowerCase() ? null : at),
        columns: own.map((r) => word(r, 'ref_col')),
      },
      { name: word(row, 'name'), onDelete: action(row, 'on_delete'), onUpdate: action(row, 'on_update') },
    );
    byTable.set(table, [...(byTable.get(table) ?? []), physicalForeignKey(made)]);
  }
  return byTable;
};

/** After a rename of its column, MariaDB still shows the check that stands in it under the column's old name. */
const ownName = (row: CatalogRow, expr: Expr, taken: ReadonlySet<string>): string => {
  const name = word(row, 'name');
  const [column, ...more] = columnsOf(expr) ?? [];
  const isColumns = word(row, 'level').toLowerCase() === 'column';
  return isColumns && column !== undefined && more.length === 0 && !taken.has(column.toLowerCase()) ? column : name;
};

export const readChecks = (
  product: Product,
  rows: ReadonlyArray<CatalogRow>,
): ReadonlyMap<string, ReadonlyArray<Check>> =>
  new Map(
    [...groupBy(rows, (r) => word(r, 'tbl'))].map(([table, own]): readonly [string, ReadonlyArray<Check>] => {
      const tables = own.filter((r) => word(r, 'level').toLowerCase() !== 'column');
      const taken = new Set(tables.map((r) => word(r, 'name').toLowerCase()));
      const made = own.map((row) => {
        const expr = readExpr(product, word(row, 'clause'));
        return check(expr, { name: ownName(row, expr, taken), enforced: word(row, 'enforced') !== 'NO' });
      });
      return [table, made];
    }),
  );

/**
 * The column, in lower case, of a `json_valid(col)` that is part of the column's own definition: the mark of JSON in
 * MariaDB. The check has the column's first name, which a RENAME COLUMN leaves as it was. Null for any other check.
 */
export const jsonMarked = (row: CatalogRow): string | null => {
  const found = /^json_valid\(`((?:[^`]|``)*)`\)$/i.exec(word(row, 'clause'));
  return found === null || word(row, 'level').toLowerCase() !== 'column'
    ? null
    : (found[1] ?? '').replaceAll('``', '`').toLowerCase();
};
