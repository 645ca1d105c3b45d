/**
 * The rebuild of https://www.sqlite.org/lang_altertable.html#otheralter: make the new table under another name, copy the
 * rows, drop the old one, give the new one its name, make indexes and triggers again. Two things differ from the page:
 * the rename runs under legacy_alter_table, so that views need not be dropped and a view broken elsewhere in the file is
 * not in the way (https://www.sqlite.org/pragma.html#pragma_legacy_alter_table); and renames of columns come last, by
 * ALTER TABLE, so that the engine itself rewrites views, triggers and other tables' foreign keys.
 */
import { qname } from '../../../ir/name.js';
import { type Problem, problem } from '../../../ir/problem.js';
import type { Column, Table } from '../../../ir/schema.js';
import { isLeft, left, map, right, type Validated } from '../../../prelude.js';
import type { AlterAction, Statement } from '../../../sql/ast.js';
import type { Change } from '../../dialect.js';
import { sameId } from '../ddl/tokens.js';
import { temporaryName } from '../names.js';
import { type Kept, nothingKept, printTable } from '../print/table.js';
import { quote, quoteString } from '../quote.js';
import { applyAction, renameInTable } from './apply-action.js';
import { copyRows } from './copy-rows.js';
import { clauseText } from './follow-renames.js';
import { keptClausesFor, keptOf, triggersOf } from './kept.js';
import { triggerTexts } from './triggers.js';
import type { Work } from './work.js';

type RenameColumn = Extract<AlterAction, { kind: 'RenameColumn' }>;

export const legacyOn = 'PRAGMA legacy_alter_table = ON';
const legacyOff = 'PRAGMA legacy_alter_table = OFF';

const verbatim = (sql: string, touches: Table | null): Statement => ({
  kind: 'Verbatim',
  sql,
  touches: touches?.name ?? null,
});

/** Undoes the renames, last first; null when a name is taken by then. */
const beforeRenames = (table: Table, renames: ReadonlyArray<RenameColumn>): Table | null =>
  [...renames].reverse().reduce<Table | null>((t, r) => {
    if (t === null) return null;
    const taken = t.columns.some((c) => sameId(c.name, r.from.name) && !sameId(c.name, r.to));
    return taken ? null : renameInTable(t, r.to, r.from.name);
  }, table);

const isCounted = (t: Table): boolean => t.columns.some((c) => c.identity !== null);

/** DROP TABLE takes the counter with it, and ids of deleted rows would be given out again (https://www.sqlite.org/autoinc.html). */
const keepCounter = (work: Work, into: string): ReadonlyArray<Statement> =>
  isCounted(work.before) && isCounted(work.after)
    ? [
        verbatim(`DELETE FROM sqlite_sequence WHERE name = ${quoteString(into)}`, null),
        verbatim(
          `INSERT INTO sqlite_sequence (name, seq) SELECT ${quoteString(into)}, seq FROM sqlite_sequence WHERE name = ${quoteString(work.before.name.name)} COLLATE NOCASE`,
          null,
        ),
      ]
    : [];

const createUnder = (table: Table, kept: Kept): Validated<Problem, Statement> =>
  kept === nothingKept
    ? right({ kind: 'CreateTable', table })
    : map((sql: string): Statement => verbatim(sql, null))(printTable(table, kept));

const keptFor = (work: Work, target: Table, change: Change): Validated<Problem, Kept> => {
  const clauses = keptOf(change.before, work.before.name);
  if (clauses.length === 0) return right(nothingKept);
  const has = (name: string): boolean => target.columns.some((c: Column) => sameId(c.name, name));
  const lost = clauses.filter(
    (o) => o.definition.length === 0 || o.dependsOn.some((d) => !(d.columns ?? []).every(has)),
  );
  if (lost.length > 0) {
    return left(
      lost.map((o) =>
        problem('plan.opaque', {
          kind: 'clause',
          name: o.name.name,
          table: work.before.name.name,
          why: 'the rebuilt table cannot have it',
        }),
      ),
    );
  }
  return right(
    keptClausesFor(
      clauses.map((o) => ({ ...o, definition: o.definition.map((d) => clauseText(o, d)) })),
      target,
      work.actions.some((a) => a.kind === 'SetPrimaryKey'),
    ),
  );
};

/** A view that may read a dropped column is asked for its columns: it fails here and not at its next reader. */
const viewChecks = (work: Work, change: Change): ReadonlyArray<Statement> => {
  const dropped = work.actions.flatMap((a) => (a.kind === 'DropColumn' ? [a.column.name] : []));
  const reads = (columns: ReadonlyArray<string> | null): boolean =>
    columns === null || columns.some((c) => dropped.some((d) => sameId(c, d)));
  return change.before.opaque
    .filter((o) => o.kind === 'view' && dropped.length > 0)
    .filter((o) => o.dependsOn.some((d) => sameId(d.table.name, work.before.name.name) && reads(d.columns)))
    .map((o) => verbatim(`SELECT 1 FROM ${quote(o.name.name)} LIMIT 0`, work.before));
};

interface Prepared {
  readonly statements: ReadonlyArray<Statement>;
  readonly work: Work;
  readonly change: Change;
}

/** Renames first, by ALTER TABLE: only when they cannot come last, because their old names are taken again. */
const renamesFirst = (work: Work, renames: ReadonlyArray<RenameColumn>, change: Change): Prepared => {
  let table = work.before;
  const statements = renames.map((r): Statement => {
    const after = applyAction(table, r);
    const one: Statement = { kind: 'AlterTable', before: table, after, actions: [r] };
    table = after;
    return one;
  });
  const rest = work.actions.filter((a) => a.kind !== 'RenameColumn');
  const noted = renames.map((r) => ({ table: work.before.name, column: r.from.name, to: r.to }));
  const opaque = change.before.opaque.map((o) => ({ ...o, renamed: [...(o.renamed ?? []), ...noted] }));
  const tables = change.before.tables.map((t) => (sameId(t.name.name, table.name.name) ? table : t));
  return {
    statements,
    work: { before: table, after: work.after, actions: rest },
    change: { ...change, before: { ...change.before, tables, opaque } },
  };
};

export const rebuild = (given: Work, asked: Change): Validated<Problem, ReadonlyArray<Statement>> => {
  const renames = given.actions.filter((a): a is RenameColumn => a.kind === 'RenameColumn');
  const last = beforeRenames(given.after, renames);
  const first = last === null ? renamesFirst(given, renames, asked) : { statements: [], work: given, change: asked };
  const { work, change } = first;
  const target = last ?? work.after;
  const name = work.before.name.name;
  const into = temporaryName(name, change.before, change.after);
  const kept = keptFor(work, target, change);
  const triggers = triggerTexts(triggersOf(change.before, work.before.name), work.before, change.before);
  const problems = [...(isLeft(kept) ? kept.left : []), ...(isLeft(triggers) ? triggers.left : [])];
  if (isLeft(kept) || isLeft(triggers)) return left(problems);
  const created = createUnder({ ...target, name: qname(into), indexes: [] }, kept.right);
  if (isLeft(created)) return created;
  const position = (now: string): number => work.after.columns.findIndex((c) => c.name === now);
  const originalName = (now: string): string => target.columns[position(now)]?.name ?? now;
  const copied = copyRows(work, target, originalName, into, kept.right !== nothingKept);
  if (isLeft(copied)) return copied;
  let table: Table = target;
  const renamesLast =
    last === null
      ? []
      : renames.map((r): Statement => {
          const after = applyAction(table, r);
          const one: Statement = { kind: 'AlterTable', before: table, after, actions: [r] };
          table = after;
          return one;
        });
  return right([
    ...first.statements,
    created.right,
    copied.right,
    ...keepCounter(work, into),
    { kind: 'DropTable', table: work.before },
    verbatim(legacyOn, null),
    { kind: 'RenameTable', from: qname(into), to: target.name },
    verbatim(legacyOff, null),
    ...target.indexes.map(
      (index): Statement => ({ kind: 'CreateIndex', table: target.name, index, concurrently: false }),
    ),
    ...triggers.right.map((sql) => verbatim(sql, target)),
    ...renamesLast,
    ...viewChecks(work, change),
  ]);
};
