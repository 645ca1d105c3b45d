/** What phase 2 does to a group of which phase 1 was carried out: look, let go of the old side, keep the new one. */
import type { Dialect } from '../../dialect/dialect.js';
import type { ColumnSync, EngineObject } from '../../dialect/phases.js';
import type { Intent } from '../../intent/algebra.js';
import { findTable } from '../../intent/edit.js';
import { applyIntent } from '../../intent/registry.js';
import { columnsOfIndex } from '../../intent/table-index.js';
import { columnsOf } from '../../ir/expression.js';
import { compareName, sameName, showName } from '../../ir/name.js';
import type { Problem } from '../../ir/problem.js';
import type { Opaque, Schema, Table } from '../../ir/schema.js';
import { isLeft, right, type Validated } from '../../prelude.js';
import type { BegunAlias } from './find-tables.js';
import { keepers, nameOf, namesOf, type SyncGroup, syncOf } from './group.js';
import { takeNames } from './take-names.js';

export interface Settled {
  readonly intents: ReadonlyArray<Intent>;
  /** The current schema without the old sides. */
  readonly schema: Schema;
}

const same = (a: Opaque, b: Opaque): boolean => a.kind === b.kind && sameName(a.name, b.name);

/** As this plan would make them, where they are there; so the way back makes the same ones again. Last made, first dropped. */
const objectsOf = (
  g: SyncGroup,
  sync: ColumnSync,
  have: Schema,
  dialect: Dialect,
): Validated<Problem, ReadonlyArray<EngineObject>> => {
  const made = keepers(g, sync, dialect);
  if (isLeft(made)) return made;
  const found = dialect.phases.madeBy(sync.name, have);
  const mine = made.right.filter((m) => found.some((f) => same(f.object, m.object)));
  const others = found.filter((f) => !made.right.some((m) => same(f.object, m.object)));
  return right([...mine, ...others].reverse());
};

const partsOn = (t: Table, olds: ReadonlySet<string>): ReadonlyArray<Intent> => {
  const table = t.name;
  const has = (columns: ReadonlyArray<string> | null): boolean => columns?.some((c) => olds.has(c)) ?? false;
  return [
    ...t.foreignKeys
      .filter((f) => has(f.columns))
      .map((foreignKey): Intent => ({ kind: 'DropForeignKey', table, foreignKey })),
    ...t.checks.filter((c) => has(columnsOf(c.expr))).map((check): Intent => ({ kind: 'DropCheck', table, check })),
    ...t.indexes.filter((i) => has(columnsOfIndex(i))).map((index): Intent => ({ kind: 'DropIndex', table, index })),
    ...t.uniques
      .filter((u) => has([...u.columns, ...u.include]))
      .map((unique): Intent => ({ kind: 'DropUnique', table, unique })),
  ];
};

const list = (names: ReadonlyArray<string>): string => names.join(', ');

const dropsOf = (g: SyncGroup, t: Table, ordered: boolean): ReadonlyArray<Intent> =>
  t.columns.flatMap((column, at): ReadonlyArray<Intent> => {
    const side = g.old.find((s) => s.column === column.name);
    if (side === undefined) return [];
    const after = !ordered || at === t.columns.length - 1 ? undefined : (t.columns[at - 1]?.name ?? null);
    return [
      {
        kind: 'DropColumn',
        table: g.table,
        column,
        after,
        ...(side.value === null ? {} : { restore: side.value }),
        ...(side.value !== null && g.approximate ? { approximate: true as const } : {}),
      },
    ];
  });

const one = (
  g: SyncGroup,
  have: Schema,
  dialect: Dialect,
  ordered: boolean,
): Validated<Problem, ReadonlyArray<Intent>> => {
  const sync = syncOf(g, have);
  const t = findTable(have, g.table);
  if (sync === null || t === undefined) return right([]);
  const objects = objectsOf(g, sync, have, dialect);
  if (isLeft(objects)) return objects;
  const olds = namesOf(g.old);
  const [first] = g.fresh;
  const dropped = objects.right.map(
    (o): Intent => ({ kind: 'DropObject', table: g.table, object: o.object, drop: o.drop }),
  );
  // NOT NULL itself looks at every row.
  if (g.why === 'not null') return right(dropped);
  return right([
    {
      kind: 'Verify',
      table: g.table,
      columns: [...olds, ...namesOf(g.fresh)],
      violating: dialect.phases.outOfStep(sync),
      message: `altair: ${showName(g.table)}: ${list(olds)} and ${list(namesOf(g.fresh))} differ, phase 2 was stopped`,
    },
    ...dropped,
    ...partsOn(t, new Set(olds)),
    ...dropsOf(g, t, ordered),
    ...(g.takesName && first !== undefined && olds[0] !== undefined
      ? [{ kind: 'RenameColumn' as const, table: g.table, from: first.column, to: olds[0] }]
      : []),
  ]);
};

/** The view before what sits on it; else by name, however a catalog lists them. */
const byMaking = (a: Opaque, b: Opaque): number =>
  Number(a.kind !== 'view') - Number(b.kind !== 'view') || compareName(a.name, b.name);

/** The view, and on an engine that needs them the triggers that it has. */
const unaliased = (a: BegunAlias, have: Schema, dialect: Dialect): ReadonlyArray<Intent> =>
  [...dialect.phases.madeBy(a.oldName.name, have)]
    .filter((o) => sameName(o.object.kind === 'view' ? o.object.name : (o.object.on ?? o.object.name), a.oldName))
    .sort((x, y) => byMaking(x.object, y.object))
    .reverse()
    .map((o): Intent => ({ kind: 'DropObject', table: a.table, object: o.object, drop: o.drop }));

export const settle = (
  groups: ReadonlyArray<SyncGroup>,
  aliases: ReadonlyArray<BegunAlias>,
  have: Schema,
  dialect: Dialect,
  ordered: boolean,
): Validated<Problem, Settled> => {
  let schema = have;
  const intents: Intent[] = [];
  const names = takeNames(groups, have);
  const work = [
    ...aliases.map((a) => (now: Schema) => right(unaliased(a, now, dialect))),
    () => right(names.drops),
    ...groups.map((g) => (now: Schema) => one(g, now, dialect, ordered)),
    () => right(names.adds),
  ];
  for (const part of work) {
    const made = part(schema);
    if (isLeft(made)) return made;
    for (const i of made.right) {
      const next = applyIntent(i, schema);
      if (isLeft(next)) return next;
      schema = next.right;
      intents.push(i);
    }
  }
  return right({ intents, schema });
};

/** Whether phase 1 of the group was begun here. */
export const isBegun = (g: SyncGroup, have: Schema, dialect: Dialect): boolean =>
  dialect.phases.madeBy(nameOf(g), have).length > 0;

/** Whether all that keeps both sides in step is there. */
export const stands = (g: SyncGroup, have: Schema, dialect: Dialect): boolean => {
  const found = dialect.phases.madeBy(nameOf(g), have);
  const sync = found.length === 0 ? null : syncOf(g, have);
  if (sync === null) return false;
  const made = keepers(g, sync, dialect);
  return isLeft(made) || made.right.every((m) => found.some((f) => same(f.object, m.object)));
};
