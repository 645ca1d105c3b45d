/**
 * The questions that are put to a database: counting queries as a tree, printed per dialect. There is no node that could
 * write. Expressions in it name the columns of the one source they stand over, so nothing needs an alias of its own.
 */
import type { Expr } from '../ir/expression.js';
import type { QName } from '../ir/name.js';
import type { Problem } from '../ir/problem.js';
import { isLeft, left, right, type Validated } from '../prelude.js';

export type Source =
  /** `own`: without the rows of tables that inherit from it (PostgreSQL); absent: with them. */
  | { readonly kind: 'Table'; readonly name: QName; readonly own?: boolean }
  | { readonly kind: 'Select'; readonly select: Select }
  /** No rows are read: what is asked concerns constants, and is answered once. */
  | { readonly kind: 'Nothing' };
type RowSource = Exclude<Source, { kind: 'Nothing' }>;

export type Condition =
  | { readonly kind: 'Holds'; readonly expr: Expr }
  /** No row of `source` meets the row: `on` compares a column of the source with one of this query's. */
  | {
      readonly kind: 'NoneMeets';
      readonly source: RowSource;
      readonly on: ReadonlyArray<{ readonly theirs: Expr; readonly ours: Expr }>;
    }
  | { readonly kind: 'All'; readonly of: ReadonlyArray<Condition> };

export type Value =
  | { readonly kind: 'Expr'; readonly expr: Expr }
  /** Rows for which the expression is true; null = all rows. */
  | { readonly kind: 'Count'; readonly where: Expr | null }
  /** Rows in which the expression gives a value; it is worked out for every row. */
  | { readonly kind: 'CountOf'; readonly expr: Expr }
  /** Rows beyond the first of each value; NULL is no value. */
  | { readonly kind: 'Surplus'; readonly expr: Expr }
  | { readonly kind: 'Sum' | 'Max' | 'Min'; readonly expr: Expr };

export interface Select {
  readonly columns: ReadonlyArray<{ readonly as: string; readonly value: Value }>;
  readonly from: Source;
  readonly where: Condition | null;
  readonly groupBy: ReadonlyArray<Expr>;
  /** Groups of more rows than this; null = every group. */
  readonly moreThan: number | null;
  /** Another question with one column `n`: where that is 0, so is every column of this one. Absent: there is none. */
  readonly first?: Select;
  /** At most so many rows; absent = all. */
  readonly limit?: number;
}

export interface SelectStyle {
  readonly quote: (identifier: string) => string;
  readonly printExpr: (e: Expr) => Validated<Problem, string>;
  /** Words after SELECT that tell the server that there will be many groups; empty where it finds that out itself. */
  readonly manyGroups: string;
}

/** Aliases of the two sides of a comparison between rows; every other name stands alone. */
const ours = 'o';
const theirs = 't';

export const printSelect =
  (style: SelectStyle) =>
  (root: Select): Validated<Problem, string> => {
    const problems: Problem[] = [];
    const expr = (e: Expr): string => {
      const printed = style.printExpr(e);
      if (isLeft(printed)) problems.push(...printed.left);
      return isLeft(printed) ? '' : printed.right;
    };
    const name = (q: QName): string =>
      q.namespace === null ? style.quote(q.name) : `${style.quote(q.namespace)}.${style.quote(q.name)}`;
    const source = (s: RowSource, as: string): string =>
      s.kind === 'Table'
        ? `${s.own === true ? 'ONLY ' : ''}${name(s.name)} AS ${style.quote(as)}`
        : `(${select(s.select)}) AS ${style.quote(as)}`;
    const value = (v: Value): string => {
      switch (v.kind) {
        case 'Expr':
          return expr(v.expr);
        case 'Count':
          if (v.where === null) return 'count(*)';
          // The servers count values faster than they decide for each row.
          if (v.where.kind === 'Is' && v.where.what === 'null')
            return v.where.negated ? `count(${expr(v.where.arg)})` : `count(*) - count(${expr(v.where.arg)})`;
          return `count(CASE WHEN ${expr(v.where)} THEN 1 END)`;
        case 'CountOf':
          return `count(${expr(v.expr)})`;
        case 'Surplus':
          return `count(${expr(v.expr)}) - count(DISTINCT ${expr(v.expr)})`;
        case 'Sum':
          return `coalesce(sum(${expr(v.expr)}), 0)`;
        case 'Max':
          return `max(${expr(v.expr)})`;
        case 'Min':
          return `min(${expr(v.expr)})`;
      }
    };
    const condition = (c: Condition): string => {
      switch (c.kind) {
        case 'Holds':
          return `(${expr(c.expr)})`;
        case 'All':
          return c.of.map(condition).join(' AND ');
        case 'NoneMeets': {
          // The parent's column stands on the left: where the sides compare differently, its rule counts.
          const meets = c.on.map((p) => `${expr(p.theirs)} = ${expr(p.ours)}`).join(' AND ');
          return `NOT EXISTS (SELECT 1 FROM ${source(c.source, theirs)} WHERE ${meets})`;
        }
      }
    };
    const select = (s: Select): string =>
      [
        `SELECT ${s.groupBy.length === 0 || style.manyGroups === '' ? '' : `${style.manyGroups} `}${s.columns.map((c) => `${value(c.value)} AS ${style.quote(c.as)}`).join(', ')}`,
        ...(s.from.kind === 'Nothing' ? [] : [`FROM ${source(s.from, ours)}`]),
        ...(s.where === null ? [] : [`WHERE ${condition(s.where)}`]),
        ...(s.groupBy.length === 0 ? [] : [`GROUP BY ${s.groupBy.map(expr).join(', ')}`]),
        ...(s.moreThan === null ? [] : [`HAVING count(*) > ${s.moreThan}`]),
        ...(s.limit === undefined ? [] : [`LIMIT ${s.limit}`]),
      ].join(' ');
    const text = select(root);
    return problems.length > 0 ? left(problems) : right(text);
  };

export const fromNothing: Source = { kind: 'Nothing' };

export const fromTable = (table: QName): RowSource => ({ kind: 'Table', name: table });

/** What keys and foreign keys see: the table's own rows. */
export const fromOwn = (table: QName, hasChildren: boolean): RowSource =>
  hasChildren ? { kind: 'Table', name: table, own: true } : fromTable(table);

const plain = { where: null, groupBy: [], moreThan: null } as const;

/** Rows of the source for which the expression is true. */
export const countWhere = (source: Source, where: Expr | null, as = 'n'): Select => ({
  ...plain,
  columns: [{ as, value: { kind: 'Count', where } }],
  from: source,
});

/** Rows that share their key with another row, and how many keys are shared. `given`: no row it is about has a NULL in its key. */
export const countDuplicates = (
  source: Source,
  keys: ReadonlyArray<Expr>,
  where: Expr | null,
  given: boolean,
): Select => {
  const names = keys.map((_, i) => `k${i}`);
  const keyed: Select = {
    ...plain,
    columns: keys.map((expr, i) => ({ as: `k${i}`, value: { kind: 'Expr', expr } })),
    from: source,
    where: where === null ? null : { kind: 'Holds', expr: where },
  };
  const groups: Select = {
    columns: [{ as: 'n', value: { kind: 'Count', where: null } }],
    from: { kind: 'Select', select: keyed },
    where: null,
    groupBy: names.map((name) => ({ kind: 'Column', table: ours, name })),
    moreThan: 1,
  };
  const [only, ...more] = keys;
  const surplus: Select | null =
    only === undefined || more.length > 0 || !given
      ? null
      : { ...plain, columns: [{ as: 'n', value: { kind: 'Surplus', expr: only } }], from: source, where: keyed.where };
  return {
    ...plain,
    ...(surplus === null ? {} : { first: surplus }),
    columns: [
      { as: 'groups', value: { kind: 'Count', where: null } },
      { as: 'n', value: { kind: 'Sum', expr: { kind: 'Column', table: null, name: 'n' } } },
    ],
    from: { kind: 'Select', select: groups },
  };
};

export interface Orphans {
  readonly child: Source;
  readonly parent: Source;
  /** Child and parent key, column by column; `parent` is compared with `child` as written by `meets`. */
  readonly keys: ReadonlyArray<{ readonly child: Expr; readonly parent: Expr }>;
  /** MATCH FULL: a key that is NULL in part is a violation, too. */
  readonly full: boolean;
}

const any = (es: ReadonlyArray<Expr>, op: 'and' | 'or'): Expr =>
  es.reduce((a, b): Expr => ({ kind: 'Binary', op, left: a, right: b }));

/** Child rows whose key is no key of the parent. A key with a NULL in it points nowhere and is no orphan. */
export const countOrphans = (o: Orphans): ReadonlyArray<Select> => {
  const side = (source: Source, keys: ReadonlyArray<Expr>): Extract<Source, { kind: 'Select' }> => ({
    kind: 'Select',
    select: {
      ...plain,
      columns: keys.map((expr, i) => ({ as: `k${i}`, value: { kind: 'Expr', expr } })),
      from: source,
    },
  });
  const column = (table: string, i: number): Expr => ({ kind: 'Column', table, name: `k${i}` });
  const isNull = (i: number, negated: boolean): Expr => ({
    kind: 'Is',
    arg: column(ours, i),
    what: 'null',
    negated,
  });
  const child = side(
    o.child,
    o.keys.map((k) => k.child),
  );
  const orphans: Select = {
    ...plain,
    columns: [{ as: 'n', value: { kind: 'Count', where: null } }],
    from: child,
    where: {
      kind: 'All',
      of: [
        {
          kind: 'Holds',
          expr: any(
            o.keys.map((_, i) => isNull(i, true)),
            'and',
          ),
        },
        {
          kind: 'NoneMeets',
          source: side(
            o.parent,
            o.keys.map((k) => k.parent),
          ),
          on: o.keys.map((_, i) => ({ theirs: column(theirs, i), ours: column(ours, i) })),
        },
      ],
    },
  };
  const half: Select = {
    ...plain,
    columns: [{ as: 'half', value: { kind: 'Count', where: null } }],
    from: child,
    where: {
      kind: 'All',
      of: [
        {
          kind: 'Holds',
          expr: any(
            o.keys.map((_, i) => isNull(i, true)),
            'or',
          ),
        },
        {
          kind: 'Holds',
          expr: any(
            o.keys.map((_, i) => isNull(i, false)),
            'or',
          ),
        },
      ],
    },
  };
  return o.full && o.keys.length > 1 ? [orphans, half] : [orphans];
};
