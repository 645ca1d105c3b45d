/** Every expression that the plan states: of new tables and columns, new checks, indexes, defaults and computed columns. */
import type { Expr } from '../../ir/expression.js';
import type { Column, Index, Table } from '../../ir/schema.js';
import { type Event, oncePerPlan, type PlanFacts } from './facts.js';
import { columnIn, standing } from './situation.js';

export interface Stated {
  /** The table as it is then. */
  readonly table: Table;
  /** `the check positive`. */
  readonly part: string;
  /** The column whose value it gives; null = none. */
  readonly column: Column | null;
  readonly expr: Expr;
  /** It is true or not for a row. */
  readonly condition: boolean;
}

type Part = Omit<Stated, 'table'>;

const named = (kind: string, name: string | null): string => (name === null ? `the ${kind}` : `the ${kind} ${name}`);

const ofColumn = (column: Column): ReadonlyArray<Part> => {
  const said = column.default?.kind === 'Expression' ? column.default.expr : null;
  const { generated } = column;
  return [
    ...(said === null ? [] : [{ part: `the default of ${column.name}`, column, expr: said, condition: false }]),
    ...(generated === null
      ? []
      : [{ part: `the computed column ${column.name}`, column, expr: generated.expr, condition: false }]),
  ];
};

const ofCheck = (c: Table['checks'][number]): Part => ({
  part: named('check', c.name),
  column: null,
  expr: c.expr,
  condition: true,
});

const ofIndex = (i: Index): ReadonlyArray<Part> => {
  const common = { part: named('index', i.name), column: null };
  return [
    ...i.parts.flatMap(({ of }) => (of.kind === 'Expression' ? [{ ...common, expr: of.expr, condition: false }] : [])),
    ...(i.where === null ? [] : [{ ...common, expr: i.where, condition: true }]),
  ];
};

/** All that a table states. */
export const partsOfTable = (t: Table): ReadonlyArray<Part> => [
  ...t.columns.flatMap(ofColumn),
  ...t.checks.map(ofCheck),
  ...t.indexes.flatMap(ofIndex),
];

const partsOf = ({ intent: i, after }: Event): ReadonlyArray<Part> => {
  switch (i.kind) {
    case 'CreateTable':
      return partsOfTable(i.table);
    case 'AddColumn':
      return ofColumn(i.column);
    case 'SetDefault':
    case 'SetGenerated': {
      const at = standing(after, i.table);
      const column = at === null ? null : columnIn(at, i.column);
      return column === null ? [] : ofColumn(column);
    }
    case 'AddCheck':
      return [ofCheck(i.check)];
    case 'AddIndex':
      return ofIndex(i.index);
    default:
      return [];
  }
};

const tableOf = ({ intent: i, after }: Event): Table | null => {
  if (i.kind === 'CreateTable') return i.table;
  return 'table' in i && !('columns' in i.table) ? (standing(after, i.table)?.table ?? null) : null;
};

export const statedExpressions = oncePerPlan(
  (facts: PlanFacts): ReadonlyArray<Stated> =>
    facts.events.flatMap((e) => {
      const parts = partsOf(e);
      const table = parts.length === 0 ? null : tableOf(e);
      return table === null ? [] : parts.map((p) => ({ ...p, table }));
    }),
);
