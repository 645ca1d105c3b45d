/**
 * A BEFORE trigger cannot change the row (https://www.sqlite.org/lang_createtrigger.html), so AFTER triggers write it a
 * second time. What they write sets the UPDATE trigger off once more, and there it ends, recursive_triggers or not: the row
 * is in step then. The statement's own ON CONFLICT holds for what they do, too: an INSERT OR IGNORE whose new side breaks
 * a constraint leaves the row as it came in. RETURNING gives the row as it was before them.
 */
import { E, type Expr } from '../../ir/expression.js';
import { type Problem, problem } from '../../ir/problem.js';
import type { Column, Table } from '../../ir/schema.js';
import { collect, isLeft, left, map, right, traverse, type Validated } from '../../prelude.js';
import { B } from '../../sql/build.js';
import { toSqlite } from '../../sql/portable.js';
import {
  columnOf,
  forwardHolds,
  type Given,
  isChanged,
  isGiven,
  isOutOfStep,
  nameProblems,
  type SameValue,
  type Sides,
  sidesOf,
} from '../in-step.js';
import type { ColumnFill, ColumnSync, EngineObject } from '../phases.js';
import { sameId } from './ddl/tokens.js';
import { printExpr } from './expression.js';
import { quote } from './quote.js';

/**
 * IS compares by the collation of its left side, and with the affinity of the column when the other side has none: `+`
 * takes it away. So a value is compared as the column would hold it. https://www.sqlite.org/datatype3.html#comparison_expressions
 */
export const same: SameValue = (c, held, value, alike) => {
  const literal = value.kind === 'Literal';
  const own = (alike || literal) && (c.collation === null || sameId(c.collation, 'BINARY'));
  return E.binary(
    'is not distinct from',
    own ? held : B.collate(held, 'BINARY'),
    alike || literal ? value : E.call('+', value),
  );
};

type Text = Validated<Problem, string>;

const print = (e: Expr): Text => printExpr(toSqlite(e));

/** What finds the row that was written, in both its triggers. */
const theRow = (t: Table): Expr | null => {
  const rowid = ['rowid', '_rowid_', 'oid'].find((name) => !t.columns.some((c) => sameId(c.name, name)));
  const key = t.primaryKey?.columns.map((k) => k.name) ?? [];
  const names = t.options.withoutRowid || rowid === undefined ? key : [rowid];
  const isRow = (name: string): Expr => E.binary('is not distinct from', E.column(name), E.column(name, 'NEW'));
  return names.length === 0 ? null : B.and(...names.map(isRow));
};

const update = (t: Table, set: ReadonlyArray<Given>, where: Expr): Validated<Problem, ReadonlyArray<string>> => {
  if (set.length === 0) return right([]);
  const assigned = traverse(set, (p) => map((v: string) => `${quote(p.column.name)} = ${v}`)(print(p.value)));
  return map(([sets, condition]: readonly [ReadonlyArray<string>, string]) => [
    `UPDATE ${quote(t.name.name)} SET ${sets.join(', ')} WHERE ${condition};`,
  ])(both(assigned, print(where)));
};

const both = <A, B>(a: Validated<Problem, A>, b: Validated<Problem, B>): Validated<Problem, readonly [A, B]> =>
  isLeft(a) ? left([...a.left, ...(isLeft(b) ? b.left : [])]) : map((second: B) => [a.right, second] as const)(b);

const was = (c: Column): Expr => E.column(c.name, 'OLD');
const is = (c: Column): Expr => E.column(c.name, 'NEW');

const bodies = (t: Table, s: Sides, row: Expr) => {
  const freshColumns = s.fresh.map((p) => p.column);
  const given = isGiven(s.fresh, same, is);
  // Both were given: a copy of a row. What the old side says more exactly stays.
  const copied = B.and(isGiven(s.old, same, is), forwardHolds(s, same));
  const freshChanged = isChanged(freshColumns, same, was, is);
  const outOf = isOutOfStep(s, same);
  return {
    insert: [
      update(t, s.backward, B.and(row, given, E.not(copied))),
      update(t, s.forward, B.and(row, E.not(given), E.not(forwardHolds(s, same)))),
    ],
    changed: isChanged([...freshColumns, ...s.watched], same, was, is),
    update: [
      update(t, s.backward, B.and(row, freshChanged, outOf)),
      update(t, s.forward, B.and(row, E.not(freshChanged), outOf)),
    ],
  };
};

export const triggerNames = (name: string): ReadonlyArray<string> => [`${name}_insert`, `${name}_update`];

/** Inside a trigger its rows have these names, and an UPDATE would take the table for them. */
export const likeItsRows = (t: Table): ReadonlyArray<Problem> =>
  ['new', 'old'].some((name) => sameId(name, t.name.name))
    ? [
        problem(
          'dialect.unsupported',
          {
            engine: 'SQLite',
            what: 'a change in two phases of a table that is called like the rows of a trigger',
            table: t.name.name,
          },
          null,
          'Make the change in one step (--strategy=single).',
        ),
      ]
    : [];

const noKey = (t: Table): Problem =>
  problem(
    'dialect.unsupported',
    { engine: 'SQLite', what: 'a change in two phases of a table whose rows nothing identifies', table: t.name.name },
    null,
    'Give it a primary key, or a column of another name than rowid, oid and _rowid_.',
  );

const object = (t: Table, trigger: string, text: string): EngineObject => ({
  object: {
    kind: 'trigger',
    name: { namespace: t.name.namespace, name: trigger },
    on: t.name,
    dependsOn: [{ table: t.name, columns: t.columns.map((c) => c.name).filter((c) => text.includes(quote(c))) }],
    definition: [text],
  },
  drop: `DROP TRIGGER ${quote(trigger)}`,
});

export const syncObjects = (sync: ColumnSync): Validated<Problem, ReadonlyArray<EngineObject>> => {
  const { table: t, name } = sync;
  const sides = sidesOf(sync);
  const row = theRow(t);
  const bad = [...nameProblems('SQLite', sync), ...likeItsRows(t), ...(row === null ? [noKey(t)] : [])];
  if (isLeft(sides) || row === null || bad.length > 0) return left([...bad, ...(isLeft(sides) ? sides.left : [])]);
  const s = sides.right;
  const made = bodies(t, s, row);
  const columns = [...s.fresh.map((p) => p.column), ...s.watched].map((c) => quote(c.name)).join(', ');
  const on = quote(t.name.name);
  const [onInsert = '', onUpdate = ''] = triggerNames(name);
  const lines = (parts: ReadonlyArray<ReadonlyArray<string>>): string => parts.flat().join(' ');
  return map(([[inserted, updated], changed]: readonly [ReadonlyArray<string>, string]) => [
    object(t, onInsert, `CREATE TRIGGER ${quote(onInsert)} AFTER INSERT ON ${on} BEGIN ${inserted} END`),
    object(
      t,
      onUpdate,
      `CREATE TRIGGER ${quote(onUpdate)} AFTER UPDATE OF ${columns} ON ${on} WHEN ${changed} BEGIN ${updated} END`,
    ),
  ])(both(collect([map(lines)(collect(made.insert)), map(lines)(collect(made.update))]), print(made.changed)));
};

export const fillObjects = (fill: ColumnFill): Validated<Problem, ReadonlyArray<EngineObject>> => {
  const { table: t, name, value } = fill;
  const column = columnOf(t, fill.column);
  const row = theRow(t);
  const bad = [...nameProblems('SQLite', fill), ...likeItsRows(t), ...(row === null ? [noKey(t)] : [])];
  if (isLeft(column) || row === null || bad.length > 0) return left([...bad, ...(isLeft(column) ? column.left : [])]);
  const c = column.right;
  const on = quote(t.name.name);
  const [onInsert = '', onUpdate = ''] = triggerNames(name);
  // A value that is NULL itself would set the trigger off again.
  const empty = B.and(row, E.isNull(E.column(c.name)), E.isNull(value, true));
  return map((body: ReadonlyArray<string>) => {
    const rest = `ON ${on} WHEN NEW.${quote(c.name)} IS NULL BEGIN ${body.join(' ')} END`;
    return [
      object(t, onInsert, `CREATE TRIGGER ${quote(onInsert)} AFTER INSERT ${rest}`),
      object(t, onUpdate, `CREATE TRIGGER ${quote(onUpdate)} AFTER UPDATE OF ${quote(c.name)} ${rest}`),
    ];
  })(update(t, [{ column: c, value, alike: false }], empty));
};
