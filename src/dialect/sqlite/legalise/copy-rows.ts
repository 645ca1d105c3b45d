/**
 * The rows of a rebuilt table. Values go over as they are: the new column's affinity converts what converts exactly and
 * leaves the rest alone, where CAST would make 0 of 'abc' (https://www.sqlite.org/lang_expr.html#castexpr).
 */
import { sameDefault } from '../../../ir/equal.js';
import { E, type Expr, mapExpr } from '../../../ir/expression.js';
import { qname } from '../../../ir/name.js';
import type { Problem } from '../../../ir/problem.js';
import type { Column, Table } from '../../../ir/schema.js';
import { map, right, traverse, type Validated } from '../../../prelude.js';
import type { Statement } from '../../../sql/ast.js';
import { toSqlite } from '../../../sql/portable.js';
import { sameId } from '../ddl/tokens.js';
import { printExpr } from '../expression.js';
import { quote } from '../quote.js';
import { rowidAlias, rowidName } from '../rowid.js';
import type { Work } from './work.js';

interface Source {
  /** Column of the old table; null for one that is new. */
  readonly from: string | null;
  readonly using: Expr | null;
  /** The new column as it was added: the rows that are there get its default of that moment, not a later one. */
  readonly added?: Column;
}

/** Where each column of the new table comes from, by its name after all actions. */
const sourcesOf = (work: Work): ReadonlyMap<string, Source> => {
  const sources = new Map<string, Source>(work.before.columns.map((c) => [c.name, { from: c.name, using: null }]));
  const inOldNames = (e: Expr): Expr =>
    mapExpr(e, (x) => (x.kind === 'Column' ? { ...x, table: null, name: sources.get(x.name)?.from ?? x.name } : x));
  for (const a of work.actions) {
    if (a.kind === 'AddColumn') sources.set(a.column.name, { from: null, using: null, added: a.column });
    if (a.kind === 'DropColumn') sources.delete(a.column.name);
    if (a.kind === 'RenameColumn') {
      sources.set(a.to, sources.get(a.from.name) ?? { from: a.from.name, using: null });
      if (a.to !== a.from.name) sources.delete(a.from.name);
    }
    if (a.kind === 'AlterColumn' && a.using !== null) {
      const from = sources.get(a.before.name)?.from ?? null;
      sources.set(a.after.name, { from, using: inOldNames(toSqlite(a.using)) });
    }
  }
  return sources;
};

interface Cell {
  readonly column: string;
  readonly value: Expr;
}

const defaultOf = (c: Column): Expr =>
  c.default === null ? E.null : c.default.kind === 'Value' ? E.literal(c.default.value) : c.default.expr;

/** A row must have some value to be inserted at all: its first column's own. */
const atLeastOne = (cells: ReadonlyArray<Cell>, target: Table): ReadonlyArray<Cell> => {
  const first = target.columns.find((c) => c.generated === null);
  if (cells.length > 0 || first === undefined) return cells;
  return [{ column: first.name, value: defaultOf(first) }];
};

/** `originalName`: the column's name in the new table as it is made, before the renames that come last. */
const cellsOf = (work: Work, target: Table, originalName: (now: string) => string): ReadonlyArray<Cell> => {
  const sources = sourcesOf(work);
  const alias = rowidAlias(target);
  const hidden = alias === null ? rowidName(work.before, target) : null;
  const sourceOf = (c: Column): Expr | null => {
    const source = sources.get(c.name);
    if (source?.using) return source.using;
    if (source !== undefined && source.from !== null) return E.column(source.from);
    const rowid = alias !== null && sameId(alias.name, originalName(c.name)) ? rowidName(work.before) : null;
    if (rowid !== null) return E.column(rowid);
    const added = source?.added;
    return added === undefined || sameDefault(added.default, c.default) ? null : defaultOf(added);
  };
  const cells = work.after.columns.flatMap((c): ReadonlyArray<Cell> => {
    const value = c.generated === null ? sourceOf(c) : null;
    return value === null ? [] : [{ column: originalName(c.name), value }];
  });
  return atLeastOne(hidden === null ? cells : [{ column: hidden, value: E.column(hidden) }, ...cells], target);
};

/** How such a copy begins. */
export const copying = 'INSERT OR ABORT INTO';

/** `forgiving`: the table has an ON CONFLICT clause, which OR ABORT overrides, so that no row is left out in silence. */
export const copyRows = (
  work: Work,
  target: Table,
  originalName: (now: string) => string,
  into: string,
  forgiving: boolean,
): Validated<Problem, Statement> => {
  const cells = cellsOf(work, target, originalName);
  const columns = cells.map((c) => c.column);
  const values = cells.map((c) => c.value);
  if (!forgiving && target.uniques.every((u) => u.onConflict === null)) {
    return right({ kind: 'InsertSelect', into: qname(into), columns, values, from: work.before.name });
  }
  const names = columns.map(quote).join(', ');
  return map(
    (texts: ReadonlyArray<string>): Statement => ({
      kind: 'Verbatim',
      sql: `${copying} ${quote(into)} (${names}) SELECT ${texts.join(', ')} FROM ${quote(work.before.name.name)}`,
      touches: work.before.name,
    }),
  )(traverse(values, printExpr));
};
