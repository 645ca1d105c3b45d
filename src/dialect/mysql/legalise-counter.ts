/**
 * AUTO_INCREMENT needs a key that begins with the column (error 1075). Half-way through a plan the key may be missing:
 * then the column has no AUTO_INCREMENT on the server, and gets it in the statement that makes the key.
 * Rows of a column that becomes AUTO_INCREMENT with 0 in them get numbers. [measured on MySQL 9.7, MariaDB 10.11]
 */
import type { Column, Table } from '../../ir/schema.js';
import type { AlterAction } from '../../sql/ast.js';

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
): ReadonlyArray<AlterAction> =>
  after.columns.flatMap((c): ReadonlyArray<AlterAction> => {
    const old = before.columns.find((x) => x.name === c.name);
    const spoken = actions.some(
      (a) =>
        (a.kind === 'AlterColumn' && a.after.name === c.name) ||
        (a.kind === 'AddColumn' && a.column.name === c.name) ||
        (a.kind === 'RenameColumn' && a.to === c.name),
    );
    if (old === undefined || spoken || (old.identity === null && c.identity === null)) return [];
    const was = effective(before, old);
    const is = effective(after, c);
    return was.identity === null && is.identity === null
      ? []
      : was.identity !== null && is.identity !== null
        ? []
        : [{ kind: 'AlterColumn', before: was, after: is, using: null }];
  });
