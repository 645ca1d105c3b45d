/** The rows as they must be after each statement of either release, by keys that say whose column it is. */
import type { Plan } from '../../../src/plan/plan.js';
import type { Case, Cell, Group, Row, Value } from './case.js';

export type Side = 'shared' | 'old' | 'fresh';
export const keyOf = (side: Side, name: string): string => `${side}:${name}`;

const named = (side: Side, row: Row): Row =>
  Object.fromEntries(Object.entries(row).map(([name, v]) => [keyOf(side, name), v]));
const of = (side: Side, cells: ReadonlyArray<Cell>, row: Row): Row =>
  Object.fromEntries(cells.map((c) => [c.name, row[keyOf(side, c.name)] ?? null]));
const starts = (side: Side, cells: ReadonlyArray<Cell>): Row =>
  Object.fromEntries(cells.map((c) => [keyOf(side, c.name), c.start ?? null]));
const same = (a: Row, b: Row): boolean => Object.keys(a).every((k) => (a[k] ?? null) === (b[k] ?? null));

export interface Model {
  readonly inserted: (given: Row) => Row;
  readonly updated: (before: Row, set: Row) => Row;
  /** As the way back from phase 2 finds the old side again. */
  readonly returned: (row: Row) => Row;
  /** As the row is where something fills what it leaves empty. */
  readonly filled: (row: Row) => Row;
  /** As phase 1 makes the new side of the old one. */
  readonly begun: (row: Row) => Row;
}

export const modelOf = (c: Case): Model => {
  const leftOut: Row = {
    ...starts('shared', c.shared),
    ...starts('old', [...(c.oldOnly ?? []), ...c.groups.flatMap((g) => g.old)]),
    ...starts('fresh', [...(c.newOnly ?? []), ...c.groups.flatMap((g) => g.fresh)]),
  };
  const old = (g: Group, row: Row): Row => of('old', g.old, row);
  const fresh = (g: Group, row: Row): Row => of('fresh', g.fresh, row);
  const forth = (g: Group, row: Row): Row => ({ ...row, ...named('fresh', g.forward(old(g, row))) });
  const back = (g: Group, row: Row): Row => ({ ...row, ...named('old', g.backward(fresh(g, row))) });
  const follows = (g: Group, row: Row): boolean => same(g.forward(old(g, row)), fresh(g, row));
  const inStep = (g: Group, row: Row): boolean => follows(g, row) || same(g.backward(fresh(g, row)), old(g, row));
  const fills = c.shared.flatMap((x) => (x.fill === undefined ? [] : [[keyOf('shared', x.name), x.fill] as const]));
  return {
    filled: (row) => ({
      ...row,
      ...Object.fromEntries(fills.filter(([key]) => (row[key] ?? null) === null)),
    }),
    inserted: (given) =>
      c.groups.reduce(
        (row, g) => {
          if (same(fresh(g, row), fresh(g, leftOut))) return forth(g, row);
          return !same(old(g, row), old(g, leftOut)) && follows(g, row) ? row : back(g, row);
        },
        { ...leftOut, ...given },
      ),
    updated: (before, set) =>
      c.groups.reduce(
        (row, g) => {
          if (inStep(g, row)) return row;
          return same(fresh(g, row), fresh(g, before)) ? forth(g, row) : back(g, row);
        },
        { ...before, ...set },
      ),
    returned: (row) => c.groups.reduce((r, g) => back(g, r), row),
    begun: (row) => c.groups.reduce((r, g) => forth(g, r), { ...row, ...starts('fresh', c.newOnly ?? []) }),
  };
};

/** A column as a release knows it: how it writes it, and which column of the model it then is. */
export interface Known {
  readonly sql: string;
  readonly key: string;
  readonly cell: Cell;
}

export interface Release {
  readonly name: 'old' | 'new' | 'new, by the name between';
  readonly table: string;
  readonly columns: ReadonlyArray<Known>;
  readonly upserts: boolean;
}

const known = (side: Side, cells: ReadonlyArray<Cell>, end = ''): ReadonlyArray<Known> =>
  cells.map((cell) => ({ sql: `${cell.name}${end}`, key: keyOf(side, cell.name), cell }));

export const oldRelease = (c: Case, upserts: boolean): Release => ({
  name: 'old',
  table: c.table,
  columns: [...known('shared', c.shared), ...known('old', [...c.groups.flatMap((g) => g.old), ...(c.oldOnly ?? [])])],
  upserts,
});

/**
 * `direct`: writes the columns that will take a name by the one they have between the phases.
 * @param beside the columns that have such a name; elsewhere the engine takes both types in one column.
 */
export const newRelease = (c: Case, direct: boolean, beside: ReadonlySet<string>): Release => ({
  name: direct ? 'new, by the name between' : 'new',
  table: c.renamed ?? c.table,
  columns: [
    ...known('shared', c.shared),
    ...known('fresh', c.newOnly ?? []),
    ...c.groups.flatMap((g) =>
      g.takesName !== true
        ? known('fresh', g.fresh)
        : direct && g.fresh.every((cell) => beside.has(`${cell.name}__new`))
          ? known('fresh', g.fresh, '__new')
          : g.fresh.map((cell) => ({ sql: cell.name, key: keyOf('old', cell.name), cell })),
    ),
  ],
  upserts: true,
});

/** Columns that a plan puts beside others. */
export const besideIn = (p: Pick<Plan, 'migrations'>): ReadonlySet<string> =>
  new Set(
    p.migrations.flatMap((m) =>
      m.up.flatMap((x) => x.intents.flatMap((i) => (i.kind === 'AddColumn' ? [i.column.name] : []))),
    ),
  );

/** The new release when the old side is gone. */
export const lastRelease = (c: Case, direct: Release): Release => {
  const written = c.groups.flatMap((g) => g.fresh.map((x) => x.name));
  return {
    ...direct,
    name: 'new',
    columns: direct.columns.map((k) =>
      written.includes(k.cell.name) ? { ...k, sql: k.cell.name, key: keyOf('fresh', k.cell.name) } : k,
    ),
  };
};

/** Always says what would be filled in. */
export const careful = (r: Release): Release => ({
  ...r,
  columns: r.columns.map((k) => {
    const { name, make, fill } = k.cell;
    return fill === undefined ? k : { ...k, cell: { name, make: (rng, id) => make(rng, id) ?? 'said' } };
  }),
});

export const cellOf = (row: Row, key: string): Value => row[key] ?? null;
