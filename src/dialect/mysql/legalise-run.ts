/** What happens to one table in one step: its actions in their order, and the table around them. */
import { type QName, sameName } from '../../ir/name.js';
import { findTable } from '../../ir/revise.js';
import type { Table } from '../../ir/schema.js';
import type { AlterAction, Statement } from '../../sql/ast.js';
import type { Change } from '../dialect.js';
import { afterActions } from './after-actions.js';

export interface Run {
  readonly before: Table;
  readonly after: Table;
  readonly actions: ReadonlyArray<AlterAction>;
}

/** A part of the way of a run: an action, the end of an ALTER TABLE, or a statement between two of them. */
export type Item =
  | { readonly kind: 'action'; readonly action: AlterAction }
  | { readonly kind: 'flush' }
  | { readonly kind: 'statement'; readonly statement: Statement };

export const act = (action: AlterAction): Item => ({ kind: 'action', action });
export const flush: Item = { kind: 'flush' };

const actionsOf = (s: Statement, change: Change): { table: QName; actions: ReadonlyArray<AlterAction> } | null => {
  switch (s.kind) {
    case 'AlterTable':
      return { table: s.after.name, actions: s.actions };
    case 'CreateIndex':
      return { table: s.table, actions: [{ kind: 'AddIndex', index: s.index }] };
    case 'DropIndex':
      return { table: s.table, actions: [{ kind: 'DropIndex', index: s.index }] };
    case 'Comment': {
      if (s.on.kind !== 'Table' && s.on.kind !== 'Column') return null;
      const t = findTable(change.after, s.on.table);
      if (t === undefined) return null;
      if (s.on.kind === 'Table')
        return {
          table: t.name,
          actions: [
            { kind: 'SetOptions', from: { ...t.options, comment: null }, to: { ...t.options, comment: s.text } },
          ],
        };
      const name = s.on.column;
      const c = t.columns.find((x) => x.name === name);
      return c === undefined
        ? null
        : {
            table: t.name,
            actions: [{ kind: 'AlterColumn', before: c, after: { ...c, comment: s.text }, using: null }],
          };
    }
    default:
      return null;
  }
};

/** Neighbouring statements on one table are one run; every other statement stands by itself. */
export const runsOf = (change: Change): ReadonlyArray<Run | Statement> => {
  const parts: Array<Run | Statement> = [];
  const seen = new Set<string>();
  change.statements.forEach((s, n) => {
    const own = actionsOf(s, change);
    if (own === null) {
      parts.push(s);
      return;
    }
    const last = parts.at(-1);
    const laterRun = change.statements.slice(n + 1).some((x) => {
      const other = actionsOf(x, change);
      return other !== null && sameName(other.table, own.table);
    });
    const stated = s.kind === 'AlterTable' ? s : null;
    const after = (laterRun ? stated?.after : undefined) ?? findTable(change.after, own.table) ?? stated?.after;
    if (last !== undefined && isRun(last) && sameName(last.after.name, own.table)) {
      parts[parts.length - 1] = { ...last, after: after ?? last.after, actions: [...last.actions, ...own.actions] };
      return;
    }
    const first = !seen.has(own.table.name);
    seen.add(own.table.name);
    const before = (first ? findTable(change.before, own.table) : undefined) ?? stated?.before ?? after;
    if (before !== undefined && after !== undefined) parts.push({ before, after, actions: own.actions });
    else parts.push(s);
  });
  return parts;
};

export const isRun = (x: Run | Statement): x is Run => !('kind' in x);

/** Puts the items of a run into as few ALTER TABLEs as the server takes them in. */
export const pack = (run: Run, items: ReadonlyArray<Item>): ReadonlyArray<Statement> => {
  const out: Statement[] = [];
  let group: AlterAction[] = [];
  let before = run.before;
  const close = (): void => {
    const [only, ...more] = group;
    // In a table of another engine the index may have to name its method: the ALTER knows the table.
    if (only?.kind === 'AddIndex' && more.length === 0 && run.after.options.engine === null)
      out.push({ kind: 'CreateIndex', table: run.after.name, index: only.index, concurrently: false });
    else if (only?.kind === 'DropIndex' && more.length === 0)
      out.push({ kind: 'DropIndex', table: run.after.name, index: only.index, concurrently: false });
    else if (only !== undefined) out.push({ kind: 'AlterTable', before, after: run.after, actions: group });
    before = afterActions(before, group);
    group = [];
  };
  for (const item of items) {
    if (item.kind !== 'action') {
      close();
      if (item.kind === 'statement') out.push(item.statement);
      continue;
    }
    const joined = joinAlter(group, item.action);
    if (joined !== null) {
      group = joined;
      continue;
    }
    if (group.some((g) => clash(g, item.action))) close();
    group.push(item.action);
  }
  close();
  return out;
};

/** Two changes of one column are one change. */
const joinAlter = (group: ReadonlyArray<AlterAction>, next: AlterAction): AlterAction[] | null => {
  if (next.kind !== 'AlterColumn') return null;
  const at = group.findIndex((g) => g.kind === 'AlterColumn' && g.after.name === next.before.name);
  const before = group[at];
  // A column restated as it is, for what its definition leaves out, must not become part of something lighter.
  if (before?.kind !== 'AlterColumn' || before.before === before.after || next.before === next.after) return null;
  return group.with(at, { ...next, before: before.before });
};

/** Clauses name columns as they were before the statement, but new keys, checks and positions as they are after it. */
const clash = (earlier: AlterAction, next: AlterAction): boolean => {
  switch (next.kind) {
    case 'AlterColumn':
      return (
        (earlier.kind === 'AddColumn' && earlier.column.name === next.before.name) ||
        (earlier.kind === 'AlterColumn' && earlier.after.name === next.before.name) ||
        // CONVERT TO has the last word on every column of its statement.
        (earlier.kind === 'SetOptions' && earlier.to.charset === null && next.after.charset !== null) ||
        (earlier.kind === 'RenameColumn' && (earlier.to === next.before.name || earlier.from.name === next.before.name))
      );
    case 'RenameColumn':
      return (
        (earlier.kind === 'AddColumn' &&
          (earlier.column.name === next.from.name || earlier.after === next.from.name)) ||
        (earlier.kind === 'RenameColumn' && (earlier.to === next.from.name || earlier.from.name === next.to)) ||
        (earlier.kind === 'DropColumn' && earlier.column.name === next.to) ||
        (earlier.kind === 'AlterColumn' && earlier.after.name === next.from.name) ||
        // Without its own index the old name is gone only after the statement (MySQL 3837).
        (earlier.kind === 'DropIndex' && earlier.index.parts.some((p) => p.of.kind === 'Expression'))
      );
    case 'DropColumn':
      return (
        (earlier.kind === 'AddColumn' && earlier.column.name === next.column.name) ||
        (earlier.kind === 'RenameColumn' && earlier.to === next.column.name) ||
        (earlier.kind === 'DropIndex' && earlier.index.parts.some((p) => p.of.kind === 'Expression'))
      );
    case 'AddColumn':
      return earlier.kind === 'RenameColumn';
    case 'AddForeignKey':
      // MySQL 1826, MariaDB errno 121: the old name is free only after the statement.
      return earlier.kind === 'DropForeignKey' || earlier.kind === 'AlterColumn';
    case 'DropForeignKey':
      return earlier.kind === 'AddForeignKey';
    case 'DropIndex':
      return earlier.kind === 'AddIndex' && earlier.index.name === next.index.name;
    case 'DropUnique':
      return earlier.kind === 'AddUnique' && earlier.unique.name === next.unique.name;
    case 'DropCheck':
      return earlier.kind === 'AddCheck' && earlier.check.name === next.check.name;
    case 'SetPrimaryKey':
    case 'SetOptions':
      return earlier.kind === next.kind;
    case 'RenameIndex':
    case 'RenameConstraint':
      // The old name is read as it is before the statement, the new one must be free then.
      return true;
    case 'AddIndex':
    case 'AddUnique':
    case 'AddCheck':
      return false;
  }
};
