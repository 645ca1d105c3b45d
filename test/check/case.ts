/** What the cases are made of: tables t and p, a few columns, and the words for a case. */
import { dialectOf } from '../../src/dialect/registry.js';
import { type DataRule, type Desired, type Rename, whole } from '../../src/ir/desired.js';
import type { DialectId, Expr } from '../../src/ir/expression.js';
import { qname } from '../../src/ir/name.js';
import { type Column, column, emptySchema, type Opaque, type Schema, type Table, table } from '../../src/ir/schema.js';
import { type DataType, T } from '../../src/ir/type.js';
import { renameGroup } from '../../src/pass/phases/find-renames.js';
import { nameOf } from '../../src/pass/phases/group.js';

export interface Case {
  readonly code: string;
  readonly title: string;
  /** Null: every engine. */
  readonly only: ReadonlyArray<DialectId> | null;
  readonly before: Schema;
  readonly after: Desired;
  readonly rows: ReadonlyArray<string>;
  readonly level: 'error' | 'warn' | 'info';
  /** Null: the plan says it, or the engine's own statistics. */
  readonly count: number | null;
  /** Only the opaque object makes it; the database of the test has none. */
  readonly pureOnly?: true;
}

export const key = { name: null, columns: [{ name: 'id', prefix: null, order: 'asc' as const }] };
export const id = column('id', T.integer(32));
export const nullable = (name: string, type: DataType, more: Partial<Column> = {}): Column =>
  column(name, type, { nullable: true, ...more });

export const t = (columns: ReadonlyArray<Column>, more: Partial<Table> = {}): Table =>
  table(qname('t'), [id, ...columns], { primaryKey: key, ...more });
export const p: Table = table(qname('p'), [id], { primaryKey: key });

export const schema = (...tables: ReadonlyArray<Table>): Schema => ({ ...emptySchema, tables });

export const fill = (c: string, value: Expr): DataRule => ({
  kind: 'Backfill',
  table: qname('t'),
  column: c,
  value,
  at: null,
});
/** Carried out by a session that is not strict (MySQL, MariaDB). */
export const lax = (sql: string): ReadonlyArray<string> => [
  "SET SESSION sql_mode = ''",
  sql,
  'SET SESSION sql_mode = DEFAULT',
];

export const rename = (from: string, to: string): Rename => ({
  table: { from: qname('t'), to: qname('t') },
  column: { from, to },
  at: null,
});

export const name20 = nullable('a', T.varchar(20));
export const number = nullable('n', T.integer(32));

export const servers: ReadonlyArray<DialectId> = ['postgres', 'mysql', 'mariadb'];

export const policy: Opaque = { kind: 'policy', name: qname('own'), on: qname('p'), dependsOn: [], definition: [] };

export const view: Opaque = {
  kind: 'view',
  name: qname('v'),
  on: null,
  dependsOn: [{ table: qname('t'), columns: ['a'] }],
  definition: [],
};

export const trigger: Opaque = {
  kind: 'trigger',
  name: qname('watch'),
  on: qname('t'),
  dependsOn: [],
  definition: ['CREATE TRIGGER watch BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION f()'],
};

/** As MariaDB's catalog says it. */
export const versioned: Opaque = {
  kind: 'constraint',
  name: qname('system versioning'),
  on: qname('t'),
  dependsOn: [],
  definition: [],
};

type Given = Omit<Case, 'only' | 'title' | 'before' | 'after'> & {
  readonly title?: string;
  readonly only?: ReadonlyArray<DialectId>;
  readonly before: ReadonlyArray<Table> | Schema;
  readonly after: ReadonlyArray<Table> | Desired;
};

const isList = <A>(x: ReadonlyArray<A> | object): x is ReadonlyArray<A> => Array.isArray(x);

export const made = (g: Given): Case => ({
  ...g,
  title: g.title ?? g.code,
  only: g.only ?? null,
  before: isList(g.before) ? schema(...g.before) : g.before,
  after: isList(g.after) ? whole(schema(...g.after)) : g.after,
});

/** The table between two phases: the triggers that keep two of its columns in step are there. */
export const inStep = ([table]: ReadonlyArray<Table>, old: string, fresh: string): Schema => {
  const dialect = dialectOf('postgres');
  if (table === undefined || dialect._tag === 'Left') throw new Error('no table, or no dialect');
  const group = renameGroup(table.name, old, fresh);
  const objects = dialect.right.phases.sync({ name: nameOf(group), table, old: group.old, fresh: group.fresh });
  if (objects._tag === 'Left') throw new Error('no triggers');
  return { ...schema(table), opaque: objects.right.map((o) => o.object) };
};
