/**
 * Joins neighbouring steps. On one column, several changes become one (MySQL restates the column once, PostgreSQL
 * rewrites the table once). On one table, types that each write every row anew change together, so that it is written
 * once, and columns come together, or go. Where a change among its neighbours needs the table to be rebuilt, all of them go into the one rebuild.
 */
import type { Dialect } from '../dialect/dialect.js';
import { mentions } from '../ir/expression.js';
import { keyOf, type QName, sameName } from '../ir/name.js';
import { findTable } from '../ir/revise.js';
import type { Schema } from '../ir/schema.js';
import { sameType } from '../ir/type.js';
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

/** Each with what became of those before it, where the two can be one. */
const pairwise = (drafts: ReadonlyArray<Draft>, one: (a: Draft, b: Draft) => Draft | null): ReadonlyArray<Draft> => {
  const merged: Draft[] = [];
  for (const d of drafts) {
    const last = merged.at(-1);
    const both = last === undefined ? null : one(last, d);
    if (both === null) merged.push(d);
    else merged[merged.length - 1] = both;
  }
  return merged;
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

/** Only types change, of columns that nothing else in the table is worked out from. */
const retyping = (d: Draft): { statement: AlterTable; columns: ReadonlyArray<string> } | null => {
  const [statement, ...rest] = d.statements;
  if (statement?.kind !== 'AlterTable' || rest.length > 0) return null;
  const columns: string[] = [];
  for (const a of statement.actions) {
    if (a.kind !== 'AlterColumn' || a.using !== null || a.before.name !== a.after.name) return null;
    const { before, after } = a;
    if (before.nullable !== after.nullable || before.identity?.kind !== after.identity?.kind) return null;
    const computed = statement.before.columns.some(
      (c) => c.generated !== null && mentions(c.generated.expr, before.name),
    );
    if (computed || before.generated !== null || after.generated !== null || sameType(before.type, after.type))
      return null;
    columns.push(before.name);
  }
  return { statement, columns };
};

/** How the table is held while all its rows are written anew; null when they are not. */
const rewriting = (dialect: Dialect, s: AlterTable, before: Schema): string | null =>
  dialect.locks(s, before).find((l) => l.rewrites)?.strength ?? null;

/** Two changes of types of one table, each of which writes it anew and holds it alike, as one; null when they are not that. */
const sameRewrite = (a: Draft, b: Draft, dialect: Dialect): Draft | null => {
  const [x, y] = [retyping(a), retyping(b)];
  if (x === null || y === null || !sameName(x.statement.after.name, y.statement.after.name)) return null;
  if (x.columns.some((c) => y.columns.includes(c))) return null;
  const statement: AlterTable = {
    kind: 'AlterTable',
    before: x.statement.before,
    after: y.statement.after,
    actions: [...x.statement.actions, ...y.statement.actions],
  };
  const held = rewriting(dialect, x.statement, a.before);
  const alike = held === rewriting(dialect, y.statement, b.before) && held === rewriting(dialect, statement, a.before);
  const joined = held !== null && alike ? join([a, b]) : null;
  return joined === null ? null : { ...joined, statements: [statement] };
};

/** Columns that come, or go, and with which nothing is worked out. */
const moving = (d: Draft): { statement: AlterTable; how: 'AddColumn' | 'DropColumn' } | null => {
  const [statement, ...rest] = d.statements;
  const first = statement?.kind === 'AlterTable' ? statement.actions[0] : undefined;
  if (statement?.kind !== 'AlterTable' || rest.length > 0) return null;
  if (first?.kind !== 'AddColumn' && first?.kind !== 'DropColumn') return null;
  const isPlain = (a: AlterAction): boolean =>
    a.kind === first.kind &&
    a.column.generated === null &&
    a.column.identity === null &&
    a.column.default?.kind !== 'Expression';
  return statement.actions.every(isPlain) ? { statement, how: first.kind } : null;
};

/** Neighbours that hold the table alike, apart and together: half of them is never done. */
const sameMove = (a: Draft, b: Draft, dialect: Dialect): Draft | null => {
  const [x, y] = [moving(a), moving(b)];
  if (x === null || y === null || x.how !== y.how || !sameName(x.statement.after.name, y.statement.after.name))
    return null;
  const statement: AlterTable = {
    kind: 'AlterTable',
    before: x.statement.before,
    after: y.statement.after,
    actions: [...x.statement.actions, ...y.statement.actions],
  };
  const held = (s: AlterTable, before: Schema): string => JSON.stringify(dialect.locks(s, before));
  const alike =
    held(x.statement, a.before) === held(statement, a.before) &&
    held(y.statement, b.before) === held(statement, a.before);
  const joined = alike ? join([a, b]) : null;
  return joined === null ? null : { ...joined, statements: [statement] };
};

/** Whatever must happen in one moment with something else has been joined to it before. */
const mergeMoves = (drafts: ReadonlyArray<Draft>, dialect: Dialect): ReadonlyArray<Draft> =>
  dialect.capabilities.severalActions ? pairwise(drafts, (a, b) => sameMove(a, b, dialect)) : drafts;

const mergeColumns = (drafts: ReadonlyArray<Draft>, dialect: Dialect): ReadonlyArray<Draft> =>
  pairwise(drafts, (a, b) => sameColumn(a, b) ?? sameRewrite(a, b, dialect));

export const mergeSteps = (drafts: ReadonlyArray<Draft>, dialect: Dialect): ReadonlyArray<Draft> => {
  const merged: Draft[] = [];
  let run: Draft[] = [];
  const close = (): void => {
    const one = run.some((d) => needsRebuild(dialect, d)) ? join(run) : null;
    merged.push(...(one === null ? run : [one]));
    run = [];
  };
  for (const d of mergeMoves(mergeMoments(mergeColumns(drafts, dialect), dialect), dialect)) {
    const table = subject(d);
    const open = run[0] === undefined ? null : subject(run[0]);
    if (table === null || open === null || !sameName(table, open)) close();
    run.push(d);
    if (table === null) close();
  }
  close();
  return merged;
};
