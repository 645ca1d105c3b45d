/**
 * Statements that keep rows of a table in a table beside it, take them away, and bring them back. Standard SQL that every
 * engine has (window functions: MySQL 8.0, MariaDB 10.2, SQLite 3.25), so one printer serves all of them.
 */
import type { Expr } from '../ir/expression.js';
import type { QName } from '../ir/name.js';

/** Which rows a data step is about. Expressions and names speak of the table as it stands at that moment. */
export type RowSet =
  | { readonly kind: 'All' }
  /** Rows for which the expression is true. */
  | { readonly kind: 'Where'; readonly expr: Expr }
  /** Every row but the first of those that share a key; a key with a NULL in it is shared by nobody unless `nullsEqual`. */
  | {
      readonly kind: 'Duplicates';
      readonly key: ReadonlyArray<{ readonly column: string; readonly collation: string | null }>;
      readonly nullsEqual: boolean;
      readonly where: Expr | null;
      /** The row that stays comes first; rows without a value come last. Ends with the primary key, so that it is total. */
      readonly order: ReadonlyArray<{ readonly column: string; readonly descending: boolean }>;
    }
  /** Rows that point to no row of the parent; with `full` also those whose key is NULL in part. */
  | {
      readonly kind: 'Orphans';
      readonly columns: ReadonlyArray<string>;
      readonly parent: QName;
      readonly parentColumns: ReadonlyArray<string>;
      readonly full: boolean;
    };

export type RowsStep =
  /** Copies rows into the table beside. `more`: values of its other columns. */
  | {
      readonly step: 'keep';
      readonly table: QName;
      readonly kept: QName;
      readonly columns: ReadonlyArray<string>;
      readonly rows: RowSet;
      readonly more: ReadonlyArray<{ readonly column: string; readonly value: Expr }>;
    }
  /** Deletes the rows whose key is in the table beside. */
  | { readonly step: 'delete'; readonly table: QName; readonly kept: QName; readonly key: ReadonlyArray<string> }
  /** Sets columns of those rows to NULL. */
  | {
      readonly step: 'empty';
      readonly table: QName;
      readonly kept: QName;
      readonly key: ReadonlyArray<string>;
      readonly columns: ReadonlyArray<string>;
    }
  /** Gives those rows back the values that were kept. */
  | {
      readonly step: 'refill';
      readonly table: QName;
      readonly kept: QName;
      readonly key: ReadonlyArray<string>;
      readonly columns: ReadonlyArray<string>;
    };

/** How a dialect spells names and expressions; refusals are its own affair. */
export interface RowsStyle {
  readonly table: (name: QName) => string;
  readonly id: (name: string) => string;
  readonly expr: (e: Expr) => string;
}

/** As loosely as an engine may compare names: MySQL knows neither case nor accents in those of columns. */
const loosely = (name: string): string => name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

/** `wanted`, or the first of `wanted_2`, `wanted_3`, … that is none of these; a name of ours must not hide one of theirs. */
const beside = (wanted: string, names: ReadonlyArray<string>): string => {
  const taken = new Set(names.map(loosely));
  let name = wanted;
  for (let n = 2; taken.has(name); n += 1) name = `${wanted}_${n}`;
  return name;
};

const ours = 'o';

const all = (conditions: ReadonlyArray<string>): string => conditions.join(' AND ');

interface Source {
  /** What the columns are called in it. */
  readonly list: ReadonlyArray<string>;
  readonly from: string;
  readonly where: string | null;
}

const duplicates = (
  s: RowsStyle,
  table: string,
  columns: ReadonlyArray<string>,
  rows: Extract<RowSet, { kind: 'Duplicates' }>,
): Source => {
  const taken = [...columns, ...[...rows.key, ...rows.order].map((x) => x.column)];
  const place = beside('altair_place', taken);
  // SQLite calls a column of a subquery column1, …, when its name is true or false (ColumnsFromExprList in select.c).
  const alias = (c: string): string => (/^(?:true|false)$/i.test(c) ? beside(`altair_${c.toLowerCase()}`, taken) : c);
  const listed = columns.map((c) => (alias(c) === c ? s.id(c) : `${s.id(c)} AS ${s.id(alias(c))}`));
  const key = rows.key.map(({ column, collation }) =>
    collation === null
      ? s.id(column)
      : s.expr({ kind: 'Collate', arg: { kind: 'Column', table: null, name: column }, collation }),
  );
  // NULLs last in both directions, whatever the engine's own rule is.
  const order = rows.order.flatMap((o) => [
    `CASE WHEN ${s.id(o.column)} IS NULL THEN 1 ELSE 0 END`,
    `${s.id(o.column)}${o.descending ? ' DESC' : ''}`,
  ]);
  const present = rows.nullsEqual ? [] : rows.key.map((k) => `${s.id(k.column)} IS NOT NULL`);
  const where = [...present, ...(rows.where === null ? [] : [`(${s.expr(rows.where)})`])];
  const numbered =
    `SELECT ${listed.join(', ')}, row_number() OVER (PARTITION BY ${key.join(', ')} ORDER BY ${order.join(', ')}) AS ${s.id(place)} ` +
    `FROM ${table}${where.length === 0 ? '' : ` WHERE ${all(where)}`}`;
  return {
    list: columns.map((c) => s.id(alias(c))),
    from: `(${numbered}) AS ${s.id(ours)}`,
    where: `${s.id(ours)}.${s.id(place)} > 1`,
  };
};

const orphans = (s: RowsStyle, table: string, rows: Extract<RowSet, { kind: 'Orphans' }>) => {
  const theirs = 'k';
  const own = (c: string): string => `${s.id(ours)}.${s.id(c)}`;
  // The parent's column stands on the left: where the sides compare differently, its rule counts.
  const meets = rows.columns.map((c, i) => `${s.id(theirs)}.${s.id(rows.parentColumns[i] ?? '')} = ${own(c)}`);
  const points = all(rows.columns.map((c) => `${own(c)} IS NOT NULL`));
  const lost = `${points} AND NOT EXISTS (SELECT 1 FROM ${s.table(rows.parent)} AS ${s.id(theirs)} WHERE ${all(meets)})`;
  const some = rows.columns.map((c) => `${own(c)} IS NOT NULL`).join(' OR ');
  const missing = rows.columns.map((c) => `${own(c)} IS NULL`).join(' OR ');
  return {
    from: `${table} AS ${s.id(ours)}`,
    where: rows.full && rows.columns.length > 1 ? `(${lost}) OR ((${some}) AND (${missing}))` : lost,
  };
};

const source = (s: RowsStyle, table: string, columns: ReadonlyArray<string>, rows: RowSet): Source => {
  const list = columns.map(s.id);
  switch (rows.kind) {
    case 'All':
      return { list, from: table, where: null };
    case 'Where':
      return { list, from: table, where: s.expr(rows.expr) };
    case 'Duplicates':
      return duplicates(s, table, columns, rows);
    case 'Orphans':
      return { list, ...orphans(s, table, rows) };
  }
};

/** The text of one statement. */
export const rowsText = (s: RowsStyle, r: RowsStep): string => {
  const table = s.table(r.table);
  const kept = s.table(r.kept);
  if (r.step === 'keep') {
    const { list, from, where } = source(s, table, r.columns, r.rows);
    const into = [...r.columns, ...r.more.map((m) => m.column)].map(s.id).join(', ');
    const values = [...list, ...r.more.map((m) => s.expr(m.value))].join(', ');
    return `INSERT INTO ${kept} (${into}) SELECT ${values} FROM ${from}${where === null ? '' : ` WHERE ${where}`}`;
  }
  // Inside, a table that is called as the other one is here would be the other one.
  const theirs = beside('k', [r.table.name]);
  const same = all(r.key.map((c) => `${s.id(theirs)}.${s.id(c)} = ${table}.${s.id(c)}`));
  const meets = `FROM ${kept} AS ${s.id(theirs)} WHERE ${same}`;
  switch (r.step) {
    case 'delete':
      return `DELETE FROM ${table} WHERE EXISTS (SELECT 1 ${meets})`;
    case 'empty':
      return `UPDATE ${table} SET ${r.columns.map((c) => `${s.id(c)} = NULL`).join(', ')} WHERE EXISTS (SELECT 1 ${meets})`;
    case 'refill':
      return (
        `UPDATE ${table} SET ${r.columns.map((c) => `${s.id(c)} = (SELECT ${s.id(theirs)}.${s.id(c)} ${meets})`).join(', ')} ` +
        `WHERE EXISTS (SELECT 1 ${meets})`
      );
  }
};
