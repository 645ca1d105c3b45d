/** The counting queries of a finding, turned into ones that fetch a few of the rows they counted. */
import { columnsOf, E, type Expr } from '../ir/expression.js';
import { findTable } from '../ir/revise.js';
import type { Schema } from '../ir/schema.js';
import type { Finding } from '../plan/plan.js';
import type { Select, Source } from '../sql/select.js';
import { and } from './ask.js';
import type { Inquiry } from './check.js';

/** Its columns are called c0, c1, …; `names` are what people call them. */
export interface SampleSelect {
  readonly names: ReadonlyArray<string>;
  readonly select: Select;
}

/** Rows of one sample, and columns of one row. */
const few = { rows: 5, columns: 6 } as const;

interface Shown {
  readonly name: string;
  readonly value: Expr;
}

const fetching = (shown: ReadonlyArray<Shown>, brief: (e: Expr) => Expr, of: Omit<Select, 'columns'>): SampleSelect => {
  const columns = shown.slice(0, few.columns);
  return {
    names: columns.map((c) => c.name),
    select: {
      ...of,
      columns: columns.map((c, i) => ({ as: `c${i}`, value: { kind: 'Expr', expr: brief(c.value) } })),
      limit: few.rows,
    },
  };
};

/** What tells the rows of a table apart. */
const keyOfRows = (schema: Schema, source: Source): ReadonlyArray<string> =>
  source.kind === 'Table' ? (findTable(schema, source.name)?.primaryKey?.columns ?? []).map((c) => c.name) : [];

const named = (e: Expr, otherwise: string): string => {
  const [column, ...more] = columnsOf(e) ?? [];
  return column === undefined || more.length > 0 ? otherwise : column;
};

/** Rows of a table for which something is true. */
const ofTable = (s: Select, finding: Finding, schema: Schema, brief: (e: Expr) => Expr): SampleSelect | null => {
  const [counted] = s.columns;
  if (counted?.value.kind !== 'Count' || s.from.kind !== 'Table') return null;
  const chosen = s.where?.kind === 'Holds' ? s.where.expr : null;
  const condemned = counted.value.where;
  if (condemned === null) return null;
  const columns = findTable(schema, s.from.name)?.columns.map((c) => c.name) ?? [];
  const names = [...keyOfRows(schema, s.from), ...(columnsOf(condemned) ?? []), finding.column];
  const shown = [...new Set(names)].flatMap((name) =>
    name !== null && columns.includes(name) ? [{ name, value: E.column(name) }] : [],
  );
  const where = chosen === null ? condemned : and(chosen, condemned);
  return shown.length === 0 ? null : fetching(shown, brief, { ...s, where: { kind: 'Holds', expr: where } });
};

/** Keys that several rows share, and how many share them. */
const ofGroups = (s: Select, brief: (e: Expr) => Expr): SampleSelect | null => {
  const groups = s.from.kind === 'Select' ? s.from.select : null;
  const keyed = groups?.from.kind === 'Select' ? groups.from.select : null;
  if (groups === null || keyed === null || groups.groupBy.length === 0) return null;
  const keys = groups.groupBy.slice(0, few.columns - 1).map((value, i) => {
    const key = keyed.columns[i]?.value;
    return { name: key?.kind === 'Expr' ? named(key.expr, `key ${i + 1}`) : `key ${i + 1}`, value };
  });
  const { names, select } = fetching(keys, brief, groups);
  return {
    names: [...names, 'rows'],
    select: {
      ...select,
      columns: [...select.columns, { as: `c${names.length}`, value: { kind: 'Count', where: null } }],
    },
  };
};

/** Rows of which none meets a row of another table. */
const ofSides = (s: Select, schema: Schema, brief: (e: Expr) => Expr): SampleSelect | null => {
  const side = s.from.kind === 'Select' ? s.from.select : null;
  if (side === null || s.where === null) return null;
  const ids = keyOfRows(schema, side.from);
  const from: Source = {
    kind: 'Select',
    select: {
      ...side,
      columns: [
        ...ids.map((name, i) => ({ as: `id${i}`, value: { kind: 'Expr', expr: E.column(name) } }) as const),
        ...side.columns,
      ],
    },
  };
  const outer = (name: string): Expr => ({ kind: 'Column', table: 'o', name });
  const shown = [
    ...ids.map((name, i) => ({ name, value: outer(`id${i}`) })),
    ...side.columns.map((c, i) => ({
      name: c.value.kind === 'Expr' ? named(c.value.expr, `key ${i + 1}`) : `key ${i + 1}`,
      value: outer(c.as),
    })),
  ];
  return fetching(shown, brief, { ...s, from });
};

/** Columns that count what must not be. */
const condemns = (s: Select): boolean => s.columns.some((c) => c.as === 'n' || c.as === 'half');

/** None where a finding is not about rows that were counted one by one. */
export const samplesOf = (
  inquiry: Inquiry,
  finding: Finding,
  schema: Schema,
  brief: (e: Expr) => Expr,
): ReadonlyArray<SampleSelect> =>
  finding.level === 'info' || finding.evidence.kind !== 'exact' || finding.evidence.count === 0
    ? []
    : (inquiry.question?.selects ?? []).filter(condemns).flatMap((s) => {
        const sample = ofTable(s, finding, schema, brief) ?? ofGroups(s, brief) ?? ofSides(s, schema, brief);
        return sample === null ? [] : [sample];
      });
