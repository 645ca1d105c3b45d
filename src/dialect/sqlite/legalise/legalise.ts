/** One step's neutral statements → statements SQLite has: ALTER TABLE where it can, one rebuild a table where it cannot. */
import { columnsOf } from '../../../ir/expression.js';
import { type QName, qname } from '../../../ir/name.js';
import { type Problem, problem } from '../../../ir/problem.js';
import type { Schema, Table } from '../../../ir/schema.js';
import { left, map, right, traverse, type Validated } from '../../../prelude.js';
import type { AlterAction, Statement } from '../../../sql/ast.js';
import { toSqlite } from '../../../sql/portable.js';
import { withoutRenaming } from '../../../sql/remake.js';
import type { Change, ServerVersion } from '../../dialect.js';
import { sameId } from '../ddl/tokens.js';
import { temporaryName } from '../names.js';
import { unsupported } from '../print/problems.js';
import { applyAction } from './apply-action.js';
import { asserting } from './assert.js';
import { inPieces } from './batch.js';
import { type Piece, pieces } from './group.js';
import { triggersOf } from './kept.js';
import { isNative, isNothing, renamesSafely } from './native.js';
import { rebuild } from './rebuild.js';
import { usesDropped } from './triggers.js';
import { readersOfOutput } from './view-columns.js';
import type { Work } from './work.js';

type Statements = Validated<Problem, ReadonlyArray<Statement>>;

type AddColumn = Extract<AlterAction, { kind: 'AddColumn' }>;

/** A constraint that names nothing but the new column can be said together with it. */
const standsAt = (a: AlterAction, added: AddColumn): boolean => {
  const only = (columns: ReadonlyArray<string> | null): boolean =>
    columns !== null && columns.length === 1 && sameId(columns[0] ?? '', added.column.name);
  // With foreign keys on, a REFERENCES column must have no default (https://www.sqlite.org/lang_altertable.html#altertabaddcol).
  if (a.kind === 'AddForeignKey') return only(a.foreignKey.columns) && added.column.default === null;
  return a.kind === 'AddCheck' && only(columnsOf(a.check.expr));
};

/** Actions that one statement says, in order. */
const bundles = (actions: ReadonlyArray<AlterAction>): ReadonlyArray<ReadonlyArray<AlterAction>> => {
  const taken = new Set<AlterAction>();
  return actions.flatMap((a, i) => {
    if (taken.has(a)) return [];
    if (a.kind !== 'AddColumn') return [[a]];
    const with_ = actions.slice(i + 1).filter((b) => standsAt(b, a));
    for (const b of with_) taken.add(b);
    return [[a, ...with_]];
  });
};

const asStatement = (before: Table, after: Table, bundle: ReadonlyArray<AlterAction>): Statement => {
  const [a] = bundle;
  if (a?.kind === 'AddIndex') return { kind: 'CreateIndex', table: before.name, index: a.index, concurrently: false };
  if (a?.kind === 'DropIndex') return { kind: 'DropIndex', table: before.name, index: a.index, concurrently: false };
  return { kind: 'AlterTable', before, after, actions: bundle };
};

/** Null when one of the actions takes a rebuild. */
const natively = (work: Work, change: Change, version: ServerVersion): ReadonlyArray<Statement> | null => {
  const statements: Statement[] = [];
  let table = work.before;
  for (const bundle of bundles(work.actions)) {
    const [first] = bundle;
    if (first === undefined || !isNative(first, table, change.before, version)) return null;
    const after = bundle.reduce(applyAction, table);
    statements.push(asStatement(table, after, bundle));
    table = after;
  }
  return statements;
};

const olderRename = (t: Table): Problem =>
  unsupported(
    'safe RENAME COLUMN before 3.36 beside generated columns of another table',
    { table: t.name.name },
    'Run the migration with SQLite 3.36 or later and plan with that --server-version.',
  );

const blockedRename = (t: Table, column: string, schema: Schema): ReadonlyArray<Problem> =>
  readersOfOutput(t, column, schema).map((o) =>
    problem(
      'plan.opaque',
      { kind: o.kind, name: o.name.name, why: `it reads ${column} of a view or a subquery` },
      null,
      `Give the column a name of its own there (SELECT ${column} AS ${column}), then plan again.`,
    ),
  );

const legaliseWork = (given: Work, change: Change, version: ServerVersion): Statements => {
  const work = { ...given, actions: given.actions.filter((a) => !isNothing(a)) };
  const dropped = work.actions.flatMap((a) => (a.kind === 'DropColumn' ? [a.column.name] : []));
  const renames = work.actions.filter((a) => a.kind === 'RenameColumn');
  const unsafe = renames.length > 0 && !renamesSafely(work.before, change.before, version);
  const problems = [
    ...usesDropped(triggersOf(change.before, work.before.name), dropped, change.before),
    ...(unsafe ? [olderRename(work.before)] : []),
    ...renames.flatMap((r) => blockedRename(work.before, r.from.name, change.before)),
  ];
  if (problems.length > 0) return left(problems);
  if (work.actions.length === 0) return right([]);
  const native = natively(work, change, version);
  return native === null ? rebuild(work, change) : right(native);
};

/** Only the case differs: "there is already another table" unless it goes through a name of its own. */
const renameTable = (from: QName, to: QName, change: Change): ReadonlyArray<Statement> => {
  if (!sameId(from.name, to.name)) return [{ kind: 'RenameTable', from, to }];
  const through = qname(temporaryName(to.name, change.before));
  return [
    { kind: 'RenameTable', from, to: through },
    { kind: 'RenameTable', from: through, to },
  ];
};

const legaliseStatement = (s: Statement, change: Change): ReadonlyArray<Statement> => {
  switch (s.kind) {
    case 'CreateTable':
      return [
        { kind: 'CreateTable', table: { ...s.table, indexes: [] } },
        ...s.table.indexes.map(
          (index): Statement => ({ kind: 'CreateIndex', table: s.table.name, index, concurrently: false }),
        ),
      ];
    case 'RenameTable':
      return renameTable(s.from, s.to, change);
    case 'Update':
      return [
        {
          ...s,
          set: s.set.map((x) => ({ ...x, value: toSqlite(x.value) })),
          where: s.where === null ? null : toSqlite(s.where),
        },
      ];
    case 'CreateObject':
      return s.object.definition.map((one) => ({ ...s, object: { ...s.object, definition: [one] } }));
    case 'InsertSelect':
      return [{ ...s, values: s.values.map(toSqlite) }];
    default:
      return [s];
  }
};

const legalisePiece = (piece: Piece, change: Change, version: ServerVersion): Statements => {
  if (piece.kind === 'Work') return legaliseWork(piece.work, change, version);
  if (piece.statement.kind === 'Assert') return asserting(piece.statement);
  return map((lists: ReadonlyArray<ReadonlyArray<Statement>>) => lists.flat())(
    traverse(legaliseStatement(piece.statement, change), inPieces(change)),
  );
};

export const legalise =
  (version: ServerVersion) =>
  (asked: Change): Statements => {
    const change = { ...asked, statements: withoutRenaming(asked.statements, () => false) };
    return map((lists: ReadonlyArray<ReadonlyArray<Statement>>) => lists.flat())(
      traverse(pieces(change), (p) => legalisePiece(p, change, version)),
    );
  };
