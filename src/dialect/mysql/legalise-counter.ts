/**
 * AUTO_INCREMENT needs a key that begins with the column (error 1075). Half-way through a plan the key may be missing:
 * then the column has no AUTO_INCREMENT on the server, and gets it in the statement that makes the key.
 * Rows of a column that becomes AUTO_INCREMENT with 0 in them get numbers. [measured on MySQL 9.7, MariaDB 10.11]
 */
import type { Column, Table } from '../../ir/schema.js';
import type { AlterAction } from '../../sql/ast.js';
import type { Item } from './legalise-run.js';

const firstColumns = (t: Table): ReadonlySet<string> =>
  new Set(
    [
      t.primaryKey?.columns[0]?.name,
      ...t.uniques.map((u) => u.columns[0]),
      ...t.indexes.map((i) => {
        const of = i.parts[0]?.of;
        return of?.kind === 'Column' ? of.name : undefined;
      }),
    ].flatMap((n) => (n === undefined ? [] : [n.toLowerCase()])),
  );

/** The column as the server has it. */
export const effective = (t: Table, c: Column): Column =>
  c.identity !== null && !firstColumns(t).has(c.name.toLowerCase()) ? { ...c, identity: null } : c;

export const effectiveTable = (t: Table): Table => {
  const columns = t.columns.map((c) => effective(t, c));
  return columns.every((c, n) => c === t.columns[n]) ? t : { ...t, columns };
};

/** Columns that gain or lose their AUTO_INCREMENT although no action speaks of them. */
export const counterChanges = (
  before: Table,
  after: Table,
  actions: ReadonlyArray<AlterAction>,
): ReadonlyArray<AlterAction> => {
  const counters = new Set([...before.columns, ...after.columns].flatMap((c) => (c.identity === null ? [] : [c.name])));
  if (counters.size === 0) return [];
  return after.columns.flatMap((c): ReadonlyArray<AlterAction> => {
    const old = counters.has(c.name) ? before.columns.find((x) => x.name === c.name) : undefined;
    const spoken = actions.some(
      (a) =>
        (a.kind === 'AlterColumn' && a.after.name === c.name) ||
        (a.kind === 'AddColumn' && a.column.name === c.name) ||
        (a.kind === 'RenameColumn' && a.to === c.name),
    );
    if (old === undefined || spoken) return [];
    const was = effective(before, old);
    const is = effective(after, c);
    return was.identity === null && is.identity === null
      ? []
      : was.identity !== null && is.identity !== null
        ? []
        : [{ kind: 'AlterColumn', before: was, after: is, using: null }];
  });
};

const begins = (a: AlterAction, column: string): boolean => {
  switch (a.kind) {
    case 'SetPrimaryKey':
      return a.to?.columns[0]?.name === column;
    case 'AddUnique':
      return a.unique.columns[0] === column;
    case 'AddIndex':
      return a.index.parts[0]?.of.kind === 'Column' && a.index.parts[0].of.name === column;
    default:
      return false;
  }
};

const renames = (a: AlterAction, column: string): boolean =>
  a.kind === 'RenameColumn' && (a.from.name === column || a.to === column);

/** What stands between a column's AUTO_INCREMENT and its key goes before both, for it may end their statement. */
export const besideItsKey = (items: ReadonlyArray<Item>): ReadonlyArray<Item> => {
  const gains = (i: Item): string | null =>
    i.kind === 'action' &&
    i.action.kind === 'AlterColumn' &&
    i.action.before.identity === null &&
    i.action.after.identity !== null
      ? i.action.after.name
      : null;
  const at = items.findIndex((i) => gains(i) !== null);
  const [item] = at < 0 ? [] : items.slice(at);
  const column = item === undefined ? null : gains(item);
  if (item === undefined || column === null) return items;
  const key = items.findIndex((i, n) => n > at && i.kind === 'action' && begins(i.action, column));
  const between = items.slice(at + 1, Math.max(key, at + 1));
  return between.length === 0 || between.some((i) => i.kind === 'action' && renames(i.action, column))
    ? items
    : [...items.slice(0, at), ...between, item, ...items.slice(key)];
};
