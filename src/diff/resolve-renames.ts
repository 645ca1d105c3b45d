/**
 * Declared renames against the two schemas. A rename that a source carries along (`renamed_from`) may already have
 * happened; one that a person asked for on the command line must match, or it is a Problem: a typo would otherwise
 * turn into a drop.
 */

import type { Intent } from '../intent/algebra.js';
import { findTable } from '../intent/edit.js';
import { applyIntent } from '../intent/registry.js';
import type { Rename } from '../ir/desired.js';
import { keyOf, type QName, qname, sameName, showName } from '../ir/name.js';
import { type Problem, problem } from '../ir/problem.js';
import { groupBy } from '../ir/record.js';
import type { Schema } from '../ir/schema.js';
import { suggest } from '../ir/suggest.js';
import { isLeft, left, right, type Validated } from '../prelude.js';
import { sequenceRenames } from './sequence-renames.js';

export interface Renamed {
  readonly intents: ReadonlyArray<Intent>;
  /** The current schema after the renames: what everything else is compared with. */
  readonly schema: Schema;
  /** Column renames of which the first of two phases was carried out: both columns are there and kept in step. */
  readonly begun: ReadonlyArray<Begun>;
  /** Declared renames whose new name is there beside the old one, for all anybody knows by another way. */
  readonly takenAsDone: ReadonlyArray<Rename>;
}

export interface Begun {
  readonly table: QName;
  readonly from: string;
  readonly to: string;
}

/** Whether something keeps these two columns in step. */
export type InStep = (b: Begun) => boolean;

interface Asked extends Rename {
  readonly strict: boolean;
}

const unmatched = (r: Rename, what: string, among: ReadonlyArray<string>): Problem => {
  const near = suggest(what, among);
  return problem(
    'rename.unmatched',
    { name: what, table: showName(r.table.to) },
    r.at,
    near === null ? null : `did you mean "${near}"?`,
  );
};

/** @param wantedToo whether a table of this name is wanted that no other rename brings. */
const tableRename = (
  r: Asked,
  from: Schema,
  to: Schema,
  wantedToo: (name: QName) => boolean,
): Validated<Problem, Rename | null> => {
  const old = findTable(from, r.table.from);
  if (findTable(to, r.table.to) === undefined)
    return left([
      unmatched(
        r,
        showName(r.table.to),
        to.tables.map((t) => showName(t.name)),
      ),
    ]);
  if (old !== undefined && wantedToo(r.table.from) && r.strict)
    return left([problem('rename.conflict', { from: showName(r.table.from), to: showName(r.table.to) }, r.at)]);
  if (old !== undefined && !sameName(r.table.from, r.table.to)) return right(r);
  // Nothing is there under the old name: done before, or a database that never had it.
  return r.strict
    ? left([
        unmatched(
          r,
          showName(r.table.from),
          from.tables.map((t) => showName(t.name)),
        ),
      ])
    : right(null);
};

const columnRename = (
  r: Asked,
  column: { from: string; to: string },
  from: Schema,
  to: Schema,
): Validated<Problem, Rename | null> => {
  const have = findTable(from, r.table.to);
  const want = findTable(to, r.table.to);
  if (want === undefined)
    return left([
      unmatched(
        r,
        showName(r.table.to),
        to.tables.map((t) => showName(t.name)),
      ),
    ]);
  if (!want.columns.some((c) => c.name === column.to))
    return left([
      unmatched(
        r,
        column.to,
        want.columns.map((c) => c.name),
      ),
    ]);
  if (have === undefined)
    return r.strict
      ? left([
          unmatched(
            r,
            showName(r.table.from),
            from.tables.map((t) => showName(t.name)),
          ),
        ])
      : right(null);
  const hasOld = have.columns.some((c) => c.name === column.from);
  const hasNew = have.columns.some((c) => c.name === column.to);
  // Where an engine folds case, the old name of a rename that is done may be found as the new one.
  if (hasOld && column.from !== column.to) return right(r);
  if (!r.strict && hasNew) return right(null);
  return left([
    unmatched(
      r,
      column.from,
      have.columns.map((c) => c.name),
    ),
  ]);
};

/** Renames whose new name is occupied by something that stays: refused when asked for, taken as done when declared. */
const unoccupied = (
  renames: ReadonlyArray<Asked>,
  names: (r: Asked) => { from: string; to: string },
  present: ReadonlySet<string>,
): Validated<Problem, { readonly kept: ReadonlyArray<Asked>; readonly blocked: ReadonlyArray<Asked> }> => {
  const kept: Asked[] = [...renames];
  const blocked: Asked[] = [];
  // A rename that stays blocks the one that waits for its old name, and so on.
  for (let more = true; more; ) {
    const leaving = new Set(kept.map((r) => names(r).from));
    const at = kept.findIndex((r) => present.has(names(r).to) && !leaving.has(names(r).to));
    more = at >= 0;
    if (more) blocked.push(...kept.splice(at, 1));
  }
  const refused = blocked.filter((r) => r.strict);
  return refused.length > 0
    ? left(refused.map((r) => problem('rename.conflict', names(r), r.at)))
    : right({ kept, blocked });
};

const carryOut = (schema: Schema, intents: ReadonlyArray<Intent>): Validated<Problem, Schema> => {
  let now = schema;
  for (const i of intents) {
    const next = applyIntent(i, now);
    if (isLeft(next)) return next;
    now = next.right;
  }
  return right(now);
};

const settle = (
  asked: ReadonlyArray<Asked>,
  one: (r: Asked) => Validated<Problem, Rename | null>,
): Validated<Problem, ReadonlyArray<Asked>> => {
  const problems: Problem[] = [];
  const kept = new Map<string, Asked>();
  for (const r of asked) {
    const answer = one(r);
    const said = JSON.stringify([r.table, r.column]);
    if (isLeft(answer)) problems.push(...answer.left);
    else if (answer.right !== null && !kept.has(said)) kept.set(said, r);
  }
  return problems.length > 0 ? left(problems) : right([...kept.values()]);
};

export const resolveRenames = (
  declared: ReadonlyArray<Rename>,
  asked: ReadonlyArray<Rename>,
  from: Schema,
  to: Schema,
  inStep: InStep = () => false,
): Validated<Problem, Renamed> => {
  const all: ReadonlyArray<Asked> = [
    ...asked.map((r) => ({ ...r, strict: true })),
    ...declared.map((r) => ({ ...r, strict: false })),
  ];
  const ofTables = all.filter((r) => r.column === null);
  const brought = new Set(ofTables.map((r) => keyOf(r.table.to)));
  const wantedToo = (name: QName): boolean => findTable(to, name) !== undefined && !brought.has(keyOf(name));
  const tables = settle(ofTables, (r) => tableRename(r, from, to, wantedToo));
  if (isLeft(tables)) return tables;
  const present = new Map(from.tables.map((t) => [keyOf(t.name), t.name]));
  const free = unoccupied(
    tables.right,
    (r) => ({ from: keyOf(r.table.from), to: keyOf(r.table.to) }),
    new Set(present.keys()),
  );
  if (isLeft(free)) return free;
  const names = new Map<string, QName>(present);
  for (const r of free.right.kept) names.set(keyOf(r.table.to), r.table.to);
  const nameOf = (key: string): QName => names.get(key) ?? qname(key);
  const tableIntents: ReadonlyArray<Intent> = sequenceRenames(
    free.right.kept.map((r) => ({ from: keyOf(r.table.from), to: keyOf(r.table.to) })),
    new Set(present.keys()),
  ).map((c) => ({ kind: 'RenameTable', from: nameOf(c.from), to: nameOf(c.to) }));
  const moved = carryOut(from, tableIntents);
  if (isLeft(moved)) return moved;

  const columns = settle(
    all.filter((r) => r.column !== null),
    (r) => (r.column === null ? right(null) : columnRename(r, r.column, moved.right, to)),
  );
  if (isLeft(columns)) return columns;
  const columnIntents: Intent[] = [];
  const begun: Begun[] = [];
  const takenAsDone: Rename[] = [];
  const byTable = groupBy(columns.right, (r) => keyOf(r.table.to));
  for (const table of byTable.size === 0 ? [] : moved.right.tables) {
    const ours = byTable.get(keyOf(table.name)) ?? [];
    const isBegun = (r: Asked): boolean => r.column !== null && inStep({ table: table.name, ...r.column });
    const mine = ours.filter((r) => !isBegun(r));
    begun.push(...ours.flatMap((r) => (r.column !== null && isBegun(r) ? [{ table: table.name, ...r.column }] : [])));
    if (mine.length === 0) continue;
    const present = new Set(table.columns.map((c) => c.name));
    const free = unoccupied(mine, (r) => r.column ?? { from: '', to: '' }, present);
    if (isLeft(free)) return free;
    takenAsDone.push(...free.right.blocked);
    for (const c of sequenceRenames(
      free.right.kept.flatMap((r) => (r.column === null ? [] : [r.column])),
      present,
    ))
      columnIntents.push({ kind: 'RenameColumn', table: table.name, from: c.from, to: c.to });
  }
  const schema = carryOut(moved.right, columnIntents);
  return isLeft(schema)
    ? schema
    : right({ intents: [...tableIntents, ...columnIntents], schema: schema.right, begun, takenAsDone });
};
