/**
 * What each column will hold at each moment of the plan, said over the rows as they are now: a renamed column is its old
 * name, a backfilled one the expression that fills it, a converted one its conversion. So a question about a later moment
 * can be put to the database today.
 */
import type { Dialect } from '../../dialect/dialect.js';
import { isNever, type Outcome, type Passage } from '../../dialect/probe.js';
import type { Intent } from '../../intent/algebra.js';
import { columnsOf, E, type Expr, mapExpr } from '../../ir/expression.js';
import { keyOf, type QName, sameName } from '../../ir/name.js';
import { findTable, tablesPointingTo } from '../../ir/revise.js';
import type { Column, Schema, Table } from '../../ir/schema.js';
import type { DataType } from '../../ir/type.js';
import { type Cell, type Standing, type Standings, standingsOf } from './standings.js';
import { typeOfExpr } from './type-of-expr.js';

export interface Situation {
  readonly schema: Schema;
  readonly tables: Standings;
}

/** The engine, and the schemas before and after an intent. */
interface Around {
  readonly dialect: Dialect;
  readonly before: Schema;
  readonly after: Schema;
}

const known = (expr: Expr): Cell => ({ expr, distinct: false });
const open: Cell = { expr: null, distinct: false };
const numbered: Cell = { expr: null, distinct: true };

export const beginning = (schema: Schema): Situation => ({ schema, tables: standingsOf(schema) });

export const standing = (s: Situation, table: QName): Standing | null => s.tables.get(keyOf(table)) ?? null;

const untouched = (s: Standing): boolean =>
  [...s.cells].every(([name, c]) => c.expr?.kind === 'Column' && c.expr.name === name);

/** An expression about the table at that moment, over the rows as they are now. */
export const overRows = (e: Expr, s: Standing): Expr | null => {
  // Text of one engine names columns that cannot be put in another's place.
  if (columnsOf(e) === null) return untouched(s) ? e : null;
  let complete = true;
  const said = mapExpr(e, (x) => {
    if (x.kind !== 'Column') return x;
    const expr = s.cells.get(x.name)?.expr ?? null;
    if (expr === null) complete = false;
    return expr ?? x;
  });
  return complete ? said : null;
};

export const labelsOf = (schema: Schema, type: DataType): ReadonlyArray<string> => {
  if (type.kind === 'Set') return type.values;
  if (type.kind !== 'Enum') return [];
  const name = type.type;
  return name === null ? type.values : (schema.enums.find((e) => sameName(e.name, name))?.values ?? []);
};

export const columnIn = (s: Standing, name: string): Column | null =>
  s.table.columns.find((c) => c.name === name) ?? null;

const openOutcome: Outcome = { refused: null, changed: null, value: null, trial: false };

/** How a value gets into a column at that moment. The value is one over the rows as they are now. */
export const passage = (
  dialect: Dialect,
  schema: { readonly before: Schema; readonly after: Schema },
  table: Table,
  p: Omit<Passage, 'fromLabels' | 'toLabels' | 'strict' | 'value' | 'typeOf' | 'isRowKey'> & {
    readonly value: Expr | null;
  },
  rows: Table | null,
): Outcome =>
  p.value === null
    ? openOutcome
    : dialect.probe.pass({
        ...p,
        value: p.value,
        fromLabels: p.from === null ? [] : labelsOf(schema.before, p.from.type),
        toLabels: labelsOf(schema.after, p.to.type),
        strict: table.options.strict,
        isRowKey: isRowKey(table, p.to.name),
        typeOf: typesIn(rows),
      });

/** What becomes of a value that a column is given when a row has none; null when it goes in as it is. */
export const defaultOutcome = (
  dialect: Dialect,
  schema: Schema,
  table: Table,
  value: Expr,
  from: Column,
  to: Column,
): Outcome | null => {
  const out = passage(dialect, { before: schema, after: schema }, table, { value, from, to, by: 'write' }, null);
  return isNever(out.refused) ? null : out;
};

const isRowKey = (t: Table, column: string): boolean => {
  const [key, ...more] = t.primaryKey?.columns ?? [];
  return key?.name === column && key.order === 'asc' && more.length === 0 && !t.options.withoutRowid;
};

/** The types of a table's columns. */
export const typesIn =
  (table: Table | null) =>
  (column: string): DataType | null =>
    table?.columns.find((c) => c.name === column)?.type ?? null;

/** What an expression over a table's columns is stored as, when one can tell. */
export const sourceOf = (e: Expr, table: Table): Column | null => typeOfExpr(e, table);

/** NULL IS NULL: the column was empty in every row. */
const isEveryRow = (where: Expr): boolean =>
  where.kind === 'Is' &&
  where.what === 'null' &&
  !where.negated &&
  where.arg.kind === 'Literal' &&
  where.arg.value.kind === 'Null';

const filled = (old: Cell, value: Expr | null, where: Expr | null): Cell => {
  if (value === null) return open;
  if (where === null || isEveryRow(where)) return known(value);
  return old.expr === null
    ? open
    : known({ kind: 'Case', operand: null, whens: [{ when: where, result: value }], otherwise: old.expr });
};

/** What the server works out goes into the column as a written value does: it is rounded there, for one. */
const worked = (c: Column, of: Expr, s: Standing, { dialect, before, after }: Around): Cell => {
  const value = overRows(of, s);
  const from = sourceOf(of, s.table);
  const out = passage(dialect, { before, after }, s.table, { value, from, to: c, by: 'write' }, s.rows);
  return out.value === null ? open : known(out.value);
};

const added = (c: Column, s: Standing, around: Around): Cell => {
  if (c.generated !== null) return worked(c, c.generated.expr, s, around);
  if (c.identity !== null) return numbered;
  if (c.default === null) return known(E.null);
  return known(c.default.kind === 'Value' ? E.literal(c.default.value) : c.default.expr);
};

type Cells = ReadonlyMap<string, Cell>;
const withCell = (cells: Cells, name: string, cell: Cell): Cells => new Map([...cells, [name, cell]]);

/** Generated columns follow what they are computed from. */
const recomputed = (s: Standing, changed: string, around: Around): Standing => {
  let now = s;
  for (const c of s.table.columns) {
    if (c.generated === null || c.name === changed) continue;
    const read = columnsOf(c.generated.expr);
    const follows = read === null || read.some((r) => r === changed || isComputed(now, r));
    if (follows) now = { ...now, cells: withCell(now.cells, c.name, added(c, now, around)) };
  }
  return now;
};

const isComputed = (s: Standing, name: string): boolean => {
  const cell = s.cells.get(name);
  return columnIn(s, name)?.generated !== null && !(cell?.expr?.kind === 'Column');
};

const moved = (cells: Cells, from: string, to: string): Cells =>
  new Map([...cells].map(([name, c]) => [name === from ? to : name, c]));

/** The cells after an intent about one table. */
const cellsAfter = (i: Intent, s: Standing, after: Table, schemas: Around): Cells => {
  const d = schemas.dialect;
  switch (i.kind) {
    case 'AddColumn':
      return withCell(s.cells, i.column.name, added(i.column, s, schemas));
    case 'DropColumn':
      return new Map([...s.cells].filter(([name]) => name !== i.column.name));
    case 'RenameColumn':
      return moved(s.cells, i.from, i.to);
    case 'ChangeType': {
      const from = columnIn(s, i.column);
      const to = after.columns.find((c) => c.name === i.column);
      const old = s.cells.get(i.column) ?? open;
      if (from === null || to === undefined) return s.cells;
      const value = i.using === null ? old.expr : overRows(i.using, s);
      const by = i.using === null ? 'type' : 'using';
      const source = i.using === null ? from : sourceOf(i.using, s.table);
      const out = passage(d, schemas, after, { value, from: source, to, by }, s.rows);
      return withCell(s.cells, i.column, out.value === null ? { ...old, expr: null } : { ...old, expr: out.value });
    }
    case 'SetGenerated':
      if (i.to === null) return s.cells;
      return withCell(
        s.cells,
        i.column,
        added({ ...(columnIn(s, i.column) ?? noColumn), generated: i.to }, s, schemas),
      );
    case 'Backfill': {
      const where = i.where === null ? null : overRows(i.where, s);
      if (i.where !== null && where === null) return withCell(s.cells, i.column, open);
      const to = columnIn(s, i.column);
      if ((where === null || isEveryRow(where)) && d.probe.differs(i.value))
        return withCell(s.cells, i.column, numbered);
      const value = overRows(i.value, s);
      const out =
        to === null
          ? openOutcome
          : passage(d, schemas, after, { value, from: sourceOf(i.value, s.table), to, by: 'write' }, s.rows);
      return withCell(s.cells, i.column, filled(s.cells.get(i.column) ?? open, out.value ?? value, where));
    }
    case 'ClearRows':
      return new Map([...s.cells].map(([name, c]) => [name, i.empties?.includes(name) === true ? open : c]));
    case 'CopyColumns': {
      // Every row is in step afterwards, those too that were so before.
      return i.set.reduce<Cells>((cells, x) => {
        const to = columnIn(s, x.column);
        const value = overRows(x.value, s);
        const out =
          to === null
            ? openOutcome
            : passage(d, schemas, after, { value, from: sourceOf(x.value, s.table), to, by: 'write' }, s.rows);
        const written = out.value ?? value;
        return withCell(cells, x.column, written === null ? open : known(written));
      }, s.cells);
    }
    default:
      return s.cells;
  }
};

const noColumn: Column = {
  name: '',
  type: { kind: 'Native', spelling: '' },
  nullable: true,
  default: null,
  identity: null,
  generated: null,
  collation: null,
  charset: null,
  comment: null,
  onUpdate: null,
  invisible: false,
};

const columnChangedBy = (i: Intent): string | null =>
  i.kind === 'ChangeType' || i.kind === 'Backfill' || i.kind === 'SetGenerated' ? i.column : null;

/** A rename is followed by the foreign keys of other tables; every other intent changes its own table only. */
const followers = (s: Situation, after: Schema, renamed: QName): ReadonlyArray<readonly [string, Standing]> => {
  const own = findTable(after, renamed);
  return [...(own === undefined ? [] : [own]), ...tablesPointingTo(after, renamed)].flatMap((table) => {
    const old = s.tables.get(keyOf(table.name));
    return old === undefined || old.table === table ? [] : [[keyOf(table.name), { ...old, table }] as const];
  });
};

const changesOf = (
  s: Situation,
  i: Intent,
  after: Schema,
  dialect: Dialect,
): ReadonlyArray<readonly [string, Standing | null]> => {
  if (i.kind === 'CreateTable')
    return [[keyOf(i.table.name), { table: i.table, origin: null, hasChildren: false, rows: null, cells: new Map() }]];
  if (i.kind === 'DropTable') return [[keyOf(i.table.name), null]];
  if (i.kind === 'RenameTable') {
    const old = s.tables.get(keyOf(i.from));
    return old === undefined
      ? []
      : [
          [keyOf(i.from), null],
          [keyOf(i.to), old],
        ];
  }
  if (i.kind === 'KeepRows')
    return [[keyOf(i.kept.name), { table: i.kept, origin: null, hasChildren: false, rows: null, cells: new Map() }]];
  if (i.kind === 'DropKept') return [[keyOf(i.kept.name), null]];
  if (!('table' in i)) return [];
  const old = s.tables.get(keyOf(i.table));
  const now = findTable(after, i.table);
  if (old === undefined || now === undefined) return [];
  const around: Around = { dialect, before: s.schema, after };
  const next: Standing = { ...old, table: now, cells: cellsAfter(i, old, now, around) };
  if (i.kind === 'ClearRows') return [[keyOf(i.table), { ...next, cleared: [...(old.cleared ?? []), i.rows] }]];
  const changed = columnChangedBy(i);
  return [[keyOf(i.table), changed === null ? next : recomputed(next, changed, around)]];
};

/** The situation after an intent, whose schema is known already. */
export const advance = (s: Situation, i: Intent, after: Schema, dialect: Dialect): Situation => {
  const next: Situation = { schema: after, tables: s.tables.with(changesOf(s, i, after, dialect)) };
  return i.kind === 'RenameTable' || i.kind === 'RenameColumn'
    ? { ...next, tables: next.tables.with(followers(next, after, i.kind === 'RenameTable' ? i.to : i.table)) }
    : next;
};
