/**
 * Joins neighbouring steps. On one column, several changes become one (MySQL restates the column once, PostgreSQL
 * rewrites the table once). On one table, when a change among its neighbours needs the table to be rebuilt, all of them
 * go into the one rebuild.
 */
import type { Dialect } from '../dialect/dialect.js';
import { keyOf, type QName, sameName } from '../ir/name.js';
import { findTable } from '../ir/revise.js';
import type { AlterAction, Statement } from '../sql/ast.js';
import type { Draft } from './draft.js';
import { join, mergeMoments } from './merge-moments.js';

const tableOf = (s: Statement): QName | null => {
  switch (s.kind) {
    case 'AlterTable':
      return s.after.name;
    case 'CreateIndex':
    case 'DropIndex':
      return s.table;
    default:
      return null;
  }
};

/** The one table all statements of the step alter; null when there is none. */
const subject = (d: Draft): QName | null => {
  const first = d.statements[0];
  const table = first === undefined ? null : tableOf(first);
  return table !== null &&
    d.statements.every((s) => keyOf(tableOf(s) ?? { namespace: null, name: '' }) === keyOf(table))
    ? table
    : null;
};

const actionsOf = (s: Statement): ReadonlyArray<AlterAction> => {
  switch (s.kind) {
    case 'AlterTable':
      return s.actions;
    case 'CreateIndex':
      return [{ kind: 'AddIndex', index: s.index }];
    case 'DropIndex':
      return [{ kind: 'DropIndex', index: s.index }];
    default:
      return [];
  }
};

const needsRebuild = (dialect: Dialect, d: Draft): boolean => {
  const table = subject(d);
  const before = table === null ? undefined : findTable(d.before, table);
  return (
    before !== undefined && d.statements.some((s) => actionsOf(s).some((a) => dialect.rebuilds(a, before, d.before)))
  );
};

type AlterTable = Extract<Statement, { kind: 'AlterTable' }>;
type AlterColumn = Extract<AlterAction, { kind: 'AlterColumn' }>;

const alterColumnOf = (d: Draft): { statement: AlterTable; action: AlterColumn } | null => {
  const [statement, ...rest] = d.statements;
  if (statement?.kind !== 'AlterTable' || rest.length > 0) return null;
  const [action, ...more] = statement.actions;
  return action?.kind === 'AlterColumn' && more.length === 0 ? { statement, action } : null;
};

/** Two changes of the same column, one behind the other, as one; null when they are not that. */
const sameColumn = (a: Draft, b: Draft): Draft | null => {
  const x = alterColumnOf(a);
  const y = alterColumnOf(b);
  if (x === null || y === null || !sameName(x.statement.after.name, y.statement.after.name)) return null;
  if (x.action.after.name !== y.action.after.name) return null;
  const action: AlterColumn = {
    kind: 'AlterColumn',
    before: x.action.before,
    after: y.action.after,
    using: x.action.using ?? y.action.using,
  };
  const statement: AlterTable = {
    kind: 'AlterTable',
    before: x.statement.before,
    after: y.statement.after,
    actions: [action],
  };
  return {
    ...a,
    intents: [...a.intents, ...b.intents],
    statements: [statement],
    after: b.after,
    loses: [...a.loses, ...b.loses],
  };
};

const mergeColumns = (drafts: ReadonlyArray<Draft>): ReadonlyArray<Draft> => {
  const merged: Draft[] = [];
  for (const d of drafts) {
    const last = merged.at(-1);
    const one = last === undefined ? null : sameColumn(last, d);
    if (one === null) merged.push(d);
    else merged[merged.length - 1] = one;
  }
  return merged;
};

export const mergeSteps = (drafts: ReadonlyArray<Draft>, dialect: Dialect): ReadonlyArray<Draft> => {
  const merged: Draft[] = [];
  let run: Draft[] = [];
  const close = (): void => {
    const one = run.some((d) => needsRebuild(dialect, d)) ? join(run) : null;
    merged.push(...(one === null ? run : [one]));
    run = [];
  };
  for (const d of mergeMoments(mergeColumns(drafts), dialect)) {
    const table = subject(d);
    const open = run[0] === undefined ? null : subject(run[0]);
    if (table === null || open === null || !sameName(table, open)) close();
    run.push(d);
    if (table === null) close();
  }
  close();
  return merged;
};
