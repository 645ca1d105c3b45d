/**
 * Joins neighbouring steps. On one column, several changes become one (MySQL restates the column once, PostgreSQL
 * rewrites the table once). On one table, types that each write every row anew change together, so that it is written
 * once, and columns come together, or go. Where a change among its neighbours needs the table to be rebuilt, all of them
 * go into the one rebuild.
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
    const joined = last === undefined ? null : one(last, d);
    if (joined === null) merged.push(d);
    else merged[merged.length - 1] = joined;
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

/** A step that is one statement about columns of a table. */
interface Part {
  readonly draft: Draft;
  readonly statement: AlterTable;
  readonly how: AlterAction['kind'];
  readonly columns: ReadonlyArray<string>;
}

/** What may become one statement with its neighbours, and how it holds the table; null = never one. */
interface Joining {
  readonly part: (d: Draft) => Part | null;
  readonly held: (dialect: Dialect, s: AlterTable, before: Schema) => string | null;
}

/** Only types change, of columns that nothing else in the table is worked out from. */
const retyping = (d: Draft): Part | null => {
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
  return { draft: d, statement, how: 'AlterColumn', columns };
};

/** Columns that come, or go, and with which nothing is worked out. */
const moving = (d: Draft): Part | null => {
  const [statement, ...rest] = d.statements;
  const how = statement?.kind === 'AlterTable' ? statement.actions[0]?.kind : undefined;
  if (statement?.kind !== 'AlterTable' || rest.length > 0 || (how !== 'AddColumn' && how !== 'DropColumn')) return null;
  const columns: string[] = [];
  for (const a of statement.actions) {
    if (a.kind !== how || a.column.generated !== null || a.column.identity !== null) return null;
    if (a.column.default?.kind === 'Expression') return null;
    columns.push(a.column.name);
  }
  return { draft: d, statement, how, columns };
};

/** Each writes the table anew: together they do it once. */
const rewrites: Joining = {
  part: retyping,
  held: (dialect, s, before) => dialect.locks(s, before).find((l) => l.rewrites)?.strength ?? null,
};

/** Half of them is never done. */
const moves: Joining = {
  part: moving,
  held: (dialect, s, before) => JSON.stringify(dialect.locks(s, before)),
};

const atOnce = (run: ReadonlyArray<Part>, first: Part, last: Part): AlterTable => ({
  kind: 'AlterTable',
  before: first.statement.before,
  after: last.statement.after,
  actions: run.flatMap((p) => p.statement.actions),
});

/**
 * Neighbours as one statement where they hold the table alike, apart and together. Each is looked at once, and all of
 * them together once, so that a table may gain a thousand columns.
 */
const inRuns = (drafts: ReadonlyArray<Draft>, dialect: Dialect, { part, held }: Joining): ReadonlyArray<Draft> => {
  const merged: Draft[] = [];
  let run: Part[] = [];
  let alike: string | null = null;
  let taken = new Set<string>();
  const close = (): void => {
    const [first, last] = [run[0], run.at(-1)];
    if (first !== undefined && last !== undefined) {
      const one = run.length > 1 ? join(run.map((p) => p.draft)) : null;
      const statement = atOnce(run, first, last);
      if (one !== null && held(dialect, statement, first.draft.before) === alike)
        merged.push({ ...one, statements: [statement] });
      else merged.push(...run.map((p) => p.draft));
    }
    run = [];
    taken = new Set();
  };
  for (const d of drafts) {
    const p = part(d);
    const how = p === null ? null : held(dialect, p.statement, d.before);
    const goesOn =
      p !== null &&
      how === alike &&
      run[0]?.how === p.how &&
      sameName(run[0].statement.after.name, p.statement.after.name) &&
      !p.columns.some((c) => taken.has(c));
    if (!goesOn) close();
    if (p === null || how === null) merged.push(d);
    else {
      run.push(p);
      alike = how;
      for (const c of p.columns) taken.add(c);
    }
  }
  close();
  return merged;
};

const mergeColumns = (drafts: ReadonlyArray<Draft>, dialect: Dialect): ReadonlyArray<Draft> =>
  inRuns(pairwise(drafts, sameColumn), dialect, rewrites);

/** Whatever must happen in one moment with something else has been joined to it before. */
const mergeMoves = (drafts: ReadonlyArray<Draft>, dialect: Dialect): ReadonlyArray<Draft> =>
  dialect.capabilities.severalActions ? inRuns(drafts, dialect, moves) : drafts;

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
