/** A change and rows for it, put together by families: each adds columns of its own to one table, so that they combine. */
import { type DataRule, type Desired, type Rename, whole } from '../../../src/ir/desired.js';
import type { DialectId } from '../../../src/ir/expression.js';
import { qname } from '../../../src/ir/name.js';
import {
  type Check,
  type Column,
  column,
  type ForeignKey,
  type Index,
  noOptions,
  type PrimaryKey,
  type Schema,
  type Table,
  type TableOptions,
  table,
  type Unique,
} from '../../../src/ir/schema.js';
import { T } from '../../../src/ir/type.js';
import type { EngineId } from '../../support/engines.js';
import type { Random } from '../../support/schema/random.js';
import { sqlString } from '../../support/schema/values.js';

/** Values as the engine's own literals: ones that any change bears, and ones that look for trouble. */
export interface Pool {
  readonly good: ReadonlyArray<string>;
  readonly edge: ReadonlyArray<string>;
}

/** A column that should come through with its values. */
export interface Kept {
  readonly from: Column;
  readonly to: Column;
  /** The plan fills its NULLs. */
  readonly filled: boolean;
  /** How its values change is for the user to say. */
  readonly rewritten: boolean;
  /** Two texts of the engine that say the same value. */
  readonly same?: ((before: string, after: string) => boolean) | undefined;
}

type Parts = {
  primaryKey: PrimaryKey | null;
  uniques: Unique[];
  foreignKeys: ForeignKey[];
  checks: Check[];
  indexes: Index[];
};

const noParts = (): Parts => ({ primaryKey: null, uniques: [], foreignKeys: [], checks: [], indexes: [] });

interface Side {
  readonly columns: Column[];
  readonly parts: Parts;
  readonly tables: Table[];
  options: Partial<TableOptions>;
}

export interface Bench {
  readonly lane: EngineId;
  readonly dialect: DialectId;
  readonly rng: Random;
  /** Prefix of this family's names. */
  readonly name: (stem: string) => string;
  readonly before: Side;
  readonly after: Side;
  readonly enums: { before: Schema['enums'][number][]; after: Schema['enums'][number][] };
  readonly pools: Map<string, Pool>;
  readonly kept: Kept[];
  readonly renames: Array<{ readonly from: string; readonly to: string }>;
  readonly data: DataRule[];
  /** INSERTs of other tables, before those of this one. */
  readonly others: string[];
  /** … and after them. */
  readonly later: string[];
  /** What no schema of ours can say, made before the tables … */
  readonly early: string[];
  /** … or after them and before the rows. */
  readonly setup: string[];
  /** The source speaks of its own tables only: others stay. */
  readonly listed: { on: boolean };
  /** Rows that a strict server would not take go in all the same (MySQL's INSERT IGNORE). */
  readonly lax: { on: boolean };
  /** The plan takes rows away because it was asked to. */
  readonly clears: { on: boolean };
}

export type Family = (b: Bench) => void;

export interface Triple {
  readonly families: ReadonlyArray<string>;
  readonly before: Schema;
  readonly after: Desired;
  readonly early: ReadonlyArray<string>;
  readonly setup: ReadonlyArray<string>;
  /** One row each; one that the old schema refuses is left out. */
  readonly inserts: ReadonlyArray<string>;
  readonly kept: ReadonlyArray<Kept>;
  readonly tableAfter: string;
  readonly dropped: ReadonlyArray<Column>;
  readonly clears: boolean;
}

export const quoteFor =
  (dialect: DialectId) =>
  (name: string): string =>
    dialect === 'mysql' || dialect === 'mariadb' ? `\`${name}\`` : `"${name}"`;

export const textFor =
  (dialect: DialectId) =>
  (text: string): string =>
    sqlString(text, dialect);

/** The same column on both sides, unless `after` says what changes (null = dropped). */
export const addColumn = (
  b: Bench,
  from: Column,
  to: Column | null,
  pool: Pool,
  more: Partial<Pick<Kept, 'filled' | 'rewritten' | 'same'>> = {},
): void => {
  b.before.columns.push(from);
  b.pools.set(from.name, pool);
  if (to === null) return;
  b.after.columns.push(to);
  b.kept.push({ from, to, filled: more.filled ?? false, rewritten: more.rewritten ?? false, same: more.same });
  if (from.name !== to.name) b.renames.push({ from: from.name, to: to.name });
};

export const key = (columns: ReadonlyArray<string>): PrimaryKey => ({
  name: null,
  columns: columns.map((name) => ({ name, prefix: null, order: 'asc' })),
});

const rowCounts = [0, 1, 2, 3, 3, 5, 8];

export const triple = (
  lane: EngineId,
  dialect: DialectId,
  rng: Random,
  families: Readonly<Record<string, Family>>,
): Triple => {
  const names = Object.keys(families);
  const chosen = rng.some(names, rng.once(3) ? 2 : 1);
  const side = (): Side => ({ columns: [column('id', T.integer(32))], parts: noParts(), tables: [], options: {} });
  const shared = {
    lane,
    dialect,
    rng,
    before: side(),
    after: side(),
    enums: { before: [], after: [] },
    pools: new Map<string, Pool>(),
    kept: [] as Kept[],
    renames: [] as Array<{ from: string; to: string }>,
    data: [] as DataRule[],
    others: [] as string[],
    later: [] as string[],
    early: [] as string[],
    setup: [] as string[],
    listed: { on: false },
    lax: { on: false },
    clears: { on: false },
  };
  for (const [at, family] of chosen.entries())
    families[family]?.({ ...shared, name: (stem) => `${'abc'[at]}_${stem}` });
  const { before, after } = shared;
  const tableAfter = rng.once(8) ? 't_renamed' : 't';
  const make = (name: string, s: typeof before): Table =>
    table(qname(name), s.columns, {
      ...s.parts,
      primaryKey: s.parts.primaryKey ?? key(['id']),
      options: { ...noOptions, ...s.options },
    });
  const point = (t: Table): Table => ({
    ...t,
    foreignKeys: t.foreignKeys.map((f) =>
      f.references.table.name === 't' ? { ...f, references: { ...f.references, table: qname(tableAfter) } } : f,
    ),
  });
  const from: Schema = { tables: [...before.tables, make('t', before)], enums: shared.enums.before, opaque: [] };
  const to: Schema = {
    tables: [...after.tables, make(tableAfter, after)].map(point),
    enums: shared.enums.after,
    opaque: [],
  };
  const pair = { from: qname('t'), to: qname(tableAfter) };
  const renames: Rename[] = [
    ...(tableAfter === 't' ? [] : [{ table: pair, column: null, at: null }]),
    ...shared.renames.map((c): Rename => ({ table: pair, column: c, at: null })),
  ];
  const q = quoteFor(dialect);
  const count = rng.pick(rowCounts);
  const risky = !rng.once(3);
  const given = before.columns.filter((c) => c.generated === null);
  const inserts = Array.from({ length: count }, (_, i) => {
    const cells = given
      .filter((c) => c.name !== 'id')
      .map((c) => {
        const pool = shared.pools.get(c.name);
        if (pool === undefined) return 'NULL';
        const edge = risky && pool.edge.length > 0 && rng.once(2);
        // Good values are all different, so that keys hold.
        return edge ? rng.pick(pool.edge) : (pool.good[i % pool.good.length] ?? 'NULL');
      });
    const listed = given.map((c) => q(c.name)).join(', ');
    return `INSERT ${shared.lax.on ? 'IGNORE ' : ''}INTO ${q('t')} (${listed}) VALUES (${[String(i + 1), ...cells].join(', ')})`;
  });
  const data = shared.data.map((d) => ({ ...d, table: qname(tableAfter) }));
  return {
    families: chosen,
    before: from,
    after: { ...whole(to), ...(shared.listed.on ? { owns: { tables: 'listed', byTable: {} } } : {}), renames, data },
    early: shared.early,
    setup: shared.setup,
    inserts: [...shared.others, ...inserts, ...shared.later],
    kept: [
      { from: column('id', T.integer(32)), to: column('id', T.integer(32)), filled: false, rewritten: false },
      ...shared.kept,
    ],
    tableAfter,
    dropped: given.filter((c) => c.name !== 'id' && !shared.kept.some((k) => k.from.name === c.name)),
    clears: shared.clears.on,
  };
};
