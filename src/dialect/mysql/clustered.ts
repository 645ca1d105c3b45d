/**
 * InnoDB keeps the rows of a table in the order of its primary key; without one, in that of the first unique key none of
 * whose columns may be null. Whatever changes that key writes every row anew.
 * https://dev.mysql.com/doc/refman/8.4/en/innodb-index-types.html
 */
import type { Table } from '../../ir/schema.js';
import type { AlterAction } from '../../sql/ast.js';
import { afterActions } from './after-actions.js';
import type { Kind } from './algorithm.js';
import { isHashed } from './key-width.js';

/** Keys that take the place of a primary key, as the texts of their columns. Which of several it is, no catalog says. */
const stand = (t: Table, name: (column: string) => string): ReadonlyArray<string> => {
  const full = new Set(t.columns.filter((c) => !c.nullable).map((c) => c.name.toLowerCase()));
  const keys = [
    ...t.uniques.filter((u) => !isHashed(u.columns, t)).map((u) => u.columns),
    ...t.indexes.flatMap((i) => {
      const columns = i.parts.flatMap((p) => (p.of.kind === 'Column' && p.prefix === null ? [p.of.name] : []));
      return i.unique && columns.length === i.parts.length ? [columns] : [];
    }),
  ].map((columns) => columns.map((c) => c.toLowerCase()));
  return keys.filter((columns) => columns.every((c) => full.has(c))).map((columns) => columns.map(name).join('\0'));
};

const renamed = (a: AlterAction): ReadonlyArray<readonly [string, string]> =>
  a.kind === 'RenameColumn'
    ? [[a.from.name.toLowerCase(), a.to.toLowerCase()]]
    : a.kind === 'AlterColumn'
      ? [[a.before.name.toLowerCase(), a.after.name.toLowerCase()]]
      : [];

/** What a statement does to the rows' order beside what it says. */
export const clusteredKinds = (before: Table, actions: ReadonlyArray<AlterAction>): ReadonlyArray<Kind> => {
  if (before.primaryKey !== null) return [];
  const after = afterActions(before, actions);
  if (after.primaryKey !== null) return [];
  const now = new Map(actions.flatMap(renamed));
  const had = stand(before, (c) => now.get(c) ?? c);
  const has = stand(after, (c) => c);
  if (had.length === 0) return has.length === 0 ? [] : ['add primary key'];
  const times = (all: ReadonlyArray<string>, key: string): number => all.filter((k) => k === key).length;
  if (had.every((k) => times(has, k) >= times(had, k))) return [];
  return has.length === 0 ? ['drop primary key'] : ['give up a key for another'];
};
