/** A table between the phases on an engine, and what the tests of this folder ask of it. */
import type { Dialect } from '../../../src/dialect/dialect.js';
import type { ColumnSync, EngineObject, SyncedColumn } from '../../../src/dialect/phases.js';
import { E, type Expr } from '../../../src/ir/expression.js';
import { qname } from '../../../src/ir/name.js';
import type { Problem } from '../../../src/ir/problem.js';
import { column, type Schema, type Table, table } from '../../../src/ir/schema.js';
import { T } from '../../../src/ir/type.js';
import { isLeft, type Validated } from '../../../src/prelude.js';
import type { Batch, Statement } from '../../../src/sql/ast.js';
import { parseExpression } from '../../../src/sql/parse-expression.js';
import { type Engine, type Scratch, scratch, showProblem } from '../../support/engines.js';
import type { Scenario, Side } from './scenario.js';

export const ok = <A>(v: Validated<Problem, A>): A => {
  if (isLeft(v)) throw new Error(v.left.map(showProblem).join('; '));
  return v.right;
};

export const parsed = (d: Dialect, sql: string): Expr => {
  const found = parseExpression(sql, 'portable');
  if (isLeft(found)) throw new Error(`${found.left.message} in ${sql}`);
  return d.rewrite(found.right);
};

export const printed = (
  d: Dialect,
  before: Schema,
  ...statements: ReadonlyArray<Statement>
): ReadonlyArray<{ readonly sql: string; readonly transaction: ReturnType<Dialect['transaction']> }> =>
  ok(d.legalise({ statements, before, after: before })).map((s) => ({
    sql: ok(d.print(s)),
    transaction: d.transaction(s),
  }));

const followed = (d: Dialect, side: Side): ReadonlyArray<SyncedColumn> =>
  side.columns.map((c) => {
    const f = side.follows[c.name];
    return { column: c.name, value: f === null || f === undefined ? null : parsed(d, f.sql) };
  });

/** The table between the phases; what must take NULL by then does. */
export const between = (d: Dialect, s: Scenario): Table => {
  const bare = table(
    qname('t'),
    [
      column('id', T.integer(32)),
      column('note', T.varchar(5), { nullable: true }),
      ...(s.others ?? []),
      ...s.old.columns.map((c) => ({ ...c, nullable: c.nullable || d.phases.relaxesOldSide })),
      ...s.fresh.columns,
    ],
    { primaryKey: { name: null, columns: [{ name: 'id', prefix: null, order: 'asc' }] } },
  );
  const [made = bare] = d.physical({ tables: [bare], enums: [], opaque: [] }).tables;
  return made;
};

export const syncOf = (d: Dialect, s: Scenario, name = 'altair_sync_0123456789abcdef'): ColumnSync => ({
  name,
  table: between(d, s),
  old: followed(d, s.old),
  fresh: followed(d, s.fresh),
});

export interface Ground {
  readonly db: Scratch;
  readonly dialect: Dialect;
  readonly run: (...statements: ReadonlyArray<Statement>) => Promise<void>;
  readonly create: (t: Table) => Promise<void>;
  readonly install: (objects: ReadonlyArray<EngineObject>) => Promise<void>;
  readonly uninstall: (objects: ReadonlyArray<EngineObject>) => Promise<void>;
}

export const openGround = async (engine: Engine): Promise<Ground> => {
  const db = await scratch(engine);
  const { dialect } = await db.database();
  let now: Schema = { tables: [], enums: [], opaque: [] };
  const run: Ground['run'] = async (...statements) => {
    for (const { sql } of printed(dialect, now, ...statements)) await db.exec(sql);
  };
  return {
    db,
    dialect,
    run,
    create: async (t) => {
      now = { tables: [t], enums: [], opaque: [] };
      await run({ kind: 'CreateTable', table: t });
    },
    install: (objects) => run(...objects.map(({ object }): Statement => ({ kind: 'CreateObject', object }))),
    uninstall: (objects) =>
      run(...[...objects].reverse().map(({ object, drop }): Statement => ({ kind: 'DropObject', object, drop }))),
  };
};

export const backfill = (d: Dialect, sync: ColumnSync, batch: Batch | null): Statement => ({
  kind: 'Update',
  table: sync.table.name,
  set: sync.fresh.flatMap(({ column: c, value }) => (value === null ? [] : [{ column: c, value }])),
  where: d.phases.outOfStep(sync),
  batch,
});

export const verification = (d: Dialect, sync: ColumnSync, message: string): Statement => ({
  kind: 'Assert',
  table: sync.table.name,
  violating: d.phases.outOfStep(sync),
  message,
});

/** A text that means the same under every setting. */
export const textOf = (d: Dialect) => (value: string) => ok(d.printExpr(E.string(value)));

/** A second connection to the same database. */
export const another = async (
  g: Ground,
): Promise<{ readonly exec: (sql: string) => Promise<void>; readonly end: () => Promise<void> }> => {
  const { host, port, user, password, database } = g.db.target;
  const at = { host, port, user: user ?? 'root', password: password ?? '', database };
  if (g.db.engine.dialect === 'postgres') {
    const { default: postgres } = await import('postgres');
    const sql = postgres({ ...at, max: 1, onnotice: () => {}, fetch_types: false });
    return {
      exec: async (text) => {
        await sql.unsafe(text);
      },
      end: () => sql.end(),
    };
  }
  const { createConnection } = await import('mysql2/promise');
  const connection = await createConnection(at);
  return {
    exec: async (text) => {
      await connection.query(text);
    },
    end: () => connection.end(),
  };
};
