/** Indexes and foreign keys: what the server does by itself is said, so that the schema stays what the plan thinks it is. */
import { type Problem, problem } from '../../ir/problem.js';
import type { ForeignKey, Index, Table } from '../../ir/schema.js';
import type { DataType } from '../../ir/type.js';
import type { AlterAction } from '../../sql/ast.js';
import { begins } from './index-shape.js';
import type { Run } from './legalise-run.js';
import type { Product } from './product.js';

const plainColumns = (i: Index): ReadonlyArray<string> | null =>
  !i.unique &&
  i.method === 'btree' &&
  i.parts.every((p) => p.of.kind === 'Column' && p.prefix === null && p.order === 'asc')
    ? i.parts.flatMap((p) => (p.of.kind === 'Column' ? [p.of.name] : []))
    : null;

const newKeys = (actions: ReadonlyArray<AlterAction>): ReadonlyArray<ReadonlyArray<string>> =>
  actions.flatMap((a) => {
    if (a.kind === 'AddIndex') return [a.index.parts.flatMap((p) => (p.of.kind === 'Column' ? [p.of.name] : []))];
    if (a.kind === 'AddUnique') return [a.unique.columns];
    return a.kind === 'SetPrimaryKey' && a.to !== null ? [a.to.columns.map((c) => c.name)] : [];
  });

/** The name the server gives: the foreign key's, or the first column's with a number. */
const mayBeServers = (i: Index, f: ForeignKey): boolean => {
  const first = f.columns[0] ?? '';
  const name = i.name?.toLowerCase() ?? '';
  return name === f.name?.toLowerCase() || name === first.toLowerCase() || /^_\d+$/.test(name.slice(first.length));
};

/**
 * An index that the server made for a foreign key goes in silence when another key begins with its columns, and takes
 * another name when another foreign key over them is added [measured on both]. Dropping and adding it in the same
 * statement makes it one of ours, which stays as it is.
 */
export const withPinnedIndexes = (
  before: Table,
  after: Table,
  actions: ReadonlyArray<AlterAction>,
): ReadonlyArray<AlterAction> => {
  const added = newKeys(actions);
  const keys = actions.flatMap((a) => (a.kind === 'AddForeignKey' ? [a.foreignKey] : []));
  if (added.length === 0 && keys.length === 0) return actions;
  const spoken = new Set(
    actions.flatMap((a) => (a.kind === 'AddIndex' || a.kind === 'DropIndex' ? [a.index.name] : [])),
  );
  const serves = (i: Index, columns: ReadonlyArray<string>, f: ForeignKey): boolean =>
    f.columns.length === columns.length && begins(columns, f.columns) && mayBeServers(i, f);
  const pins = before.indexes.flatMap((i): ReadonlyArray<AlterAction> => {
    const columns = plainColumns(i);
    if (columns === null || spoken.has(i.name) || !after.indexes.some((x) => x.name === i.name)) return [];
    const goes = before.foreignKeys.some((f) => serves(i, columns, f)) && added.some((k) => begins(k, columns));
    return goes || keys.some((f) => f.name !== i.name && serves(i, columns, f))
      ? [
          { kind: 'DropIndex', index: i },
          { kind: 'AddIndex', index: i },
        ]
      : [];
  });
  return [...pins, ...actions];
};

const uses = (i: Index, column: string): boolean =>
  i.parts.some((p) => p.of.kind === 'Column' && p.of.name.toLowerCase() === column.toLowerCase());

/**
 * MySQL narrows an index whose column is dropped, MariaDB refuses (1072): an index that is gone after the step is
 * dropped by name, in the same statement.
 */
export const withImplicitDrops = (run: Run): ReadonlyArray<AlterAction> => {
  const columns = run.actions.flatMap((a) => (a.kind === 'DropColumn' ? [a.column.name] : []));
  if (columns.length === 0) return run.actions;
  const gone = new Set(
    run.actions.flatMap((a) =>
      a.kind === 'DropIndex' ? [a.index.name] : a.kind === 'DropUnique' ? [a.unique.name] : [],
    ),
  );
  const drops: AlterAction[] = [];
  for (const unique of run.before.uniques)
    if (
      !gone.has(unique.name) &&
      unique.columns.some((c) => columns.includes(c)) &&
      !run.after.uniques.some((u) => u.name === unique.name)
    )
      drops.push({ kind: 'DropUnique', unique });
  for (const index of run.before.indexes)
    if (
      !gone.has(index.name) &&
      columns.some((c) => uses(index, c)) &&
      !run.after.indexes.some((i) => i.name === index.name)
    )
      drops.push({ kind: 'DropIndex', index });
  return [...drops, ...run.actions];
};

/**
 * TEXT and BLOB can be in a key by a prefix only: MySQL refuses (1170), MariaDB cuts at 768 characters with a note.
 * https://dev.mysql.com/doc/refman/8.4/en/column-indexes.html
 */
export const wholeLobs = (
  product: Product,
  t: Table,
  keys: Pick<Table, 'uniques' | 'indexes' | 'primaryKey'>,
): ReadonlyArray<string> =>
  [
    ...(keys.primaryKey?.columns ?? []).filter((c) => c.prefix === null).map((c) => c.name),
    ...(product.features.uniqueOnLobs ? [] : keys.uniques.flatMap((u) => u.columns)),
    ...keys.indexes.flatMap((i) =>
      i.method === 'fulltext' || i.method === 'spatial' || (i.unique && product.features.uniqueOnLobs)
        ? []
        : i.parts.flatMap((p) => (p.of.kind === 'Column' && p.prefix === null ? [p.of.name] : [])),
    ),
  ].filter((name) => isLob(t.columns.find((c) => c.name.toLowerCase() === name.toLowerCase())?.type));

export const isLob = (type: DataType | undefined): boolean =>
  type?.kind === 'Text' || type?.kind === 'Blob' || type?.kind === 'Json';

export const lobKeyProblems = (
  product: Product,
  t: Table,
  keys: Pick<Table, 'uniques' | 'indexes' | 'primaryKey'>,
): ReadonlyArray<Problem> =>
  wholeLobs(product, t, keys).map((column) =>
    problem(
      'dialect.unsupported',
      { engine: product.name, feature: 'keys over a whole text or blob', table: t.name.name, column },
      null,
      `Give "${column}" a length, as in string(190), or index a prefix of it.`,
    ),
  );
