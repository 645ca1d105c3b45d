/**
 * An index or a constraint that only changes its name keeps what it is, where the engine has a statement for that: nothing
 * is built or looked through again.
 */

import type { Capabilities } from '../dialect/dialect.js';
import type { Intent } from '../intent/algebra.js';
import { nameOfConstraint } from '../intent/rename-constraint.js';
import { keyOf, type QName, sameName } from '../ir/name.js';
import { groupBy } from '../ir/record.js';
import type { Index } from '../ir/schema.js';
import type { NamedConstraint } from '../sql/ast.js';
import { partKinds } from './phases/part-kinds.js';

type Part = NamedConstraint | { readonly kind: 'Index'; readonly index: Index };

interface Placed {
  readonly at: number;
  readonly drops: boolean;
  readonly table: QName;
  readonly part: Part;
}

const placed = (i: Intent, at: number): Placed | null => {
  switch (i.kind) {
    case 'DropIndex':
    case 'AddIndex':
      return { at, drops: i.kind === 'DropIndex', table: i.table, part: { kind: 'Index', index: i.index } };
    case 'DropUnique':
    case 'AddUnique':
      return { at, drops: i.kind === 'DropUnique', table: i.table, part: { kind: 'Unique', unique: i.unique } };
    case 'DropForeignKey':
    case 'AddForeignKey': {
      const part: Part = { kind: 'ForeignKey', foreignKey: i.foreignKey };
      return { at, drops: i.kind === 'DropForeignKey', table: i.table, part };
    }
    case 'DropCheck':
    case 'AddCheck':
      return { at, drops: i.kind === 'DropCheck', table: i.table, part: { kind: 'Check', check: i.check } };
    default:
      return null;
  }
};

const nameOf = (p: Part): string | null => (p.kind === 'Index' ? p.index.name : nameOfConstraint(p));

const { unique, foreignKey, check, index } = partKinds();

const sameButName = (a: Part, b: Part): boolean =>
  (a.kind === 'Index' && b.kind === 'Index' && a.index.comment === b.index.comment && index.same(a.index, b.index)) ||
  (a.kind === 'Unique' && b.kind === 'Unique' && unique.same(a.unique, b.unique)) ||
  (a.kind === 'ForeignKey' && b.kind === 'ForeignKey' && foreignKey.same(a.foreignKey, b.foreignKey)) ||
  (a.kind === 'Check' && b.kind === 'Check' && check.same(a.check, b.check));

const columnsOfPart = (p: Part): ReadonlyArray<string> | null => {
  switch (p.kind) {
    case 'Index':
      return index.columns(p.index);
    case 'Unique':
      return unique.columns(p.unique);
    case 'ForeignKey':
      return foreignKey.columns(p.foreignKey);
    case 'Check':
      return check.columns(p.check);
  }
};

const respelled = (p: Part, f: (column: string) => string): Part => {
  switch (p.kind) {
    case 'Index':
      return { ...p, index: index.respell(p.index, f) };
    case 'Unique':
      return { ...p, unique: unique.respell(p.unique, f) };
    case 'ForeignKey':
      return { ...p, foreignKey: foreignKey.respell(p.foreignKey, f) };
    case 'Check':
      return { ...p, check: check.respell(p.check, f) };
  }
};

const renamed = ({ part, table }: Placed, to: string): Intent =>
  part.kind === 'Index'
    ? { kind: 'RenameIndex', table, index: part.index, to }
    : { kind: 'RenameConstraint', table, constraint: part, to };

/** As it is spelled when the plan is carried out; null: it goes with a column, and another one may take that name. */
const stays = ({ at, table, part }: Placed, intents: ReadonlyArray<Intent>): Part | null =>
  intents
    .slice(at + 1)
    .reduce<Part | null>(
      (p, i) =>
        p === null || i.kind === 'RenameTable' || !('table' in i) || 'columns' in i.table || !sameName(i.table, table)
          ? p
          : i.kind === 'RenameColumn'
            ? respelled(p, (c) => (c === i.from ? i.to : c))
            : i.kind === 'DropColumn' && (columnsOfPart(p)?.includes(i.column.name) ?? true)
              ? null
              : p,
      part,
    );

interface Pair {
  readonly drop: Placed;
  readonly add: Placed;
  readonly to: string;
}

/** What is added and dropped again is neither. */
const passing = (parts: ReadonlyArray<Placed>): ReadonlyArray<Placed> =>
  parts.flatMap((add) => {
    const drop = add.drops
      ? undefined
      : parts.find(
          (d) => d.drops && d.at > add.at && nameOf(d.part) === nameOf(add.part) && sameButName(d.part, add.part),
        );
    return drop === undefined ? [] : [add, drop];
  });

const pairsOf = (parts: ReadonlyArray<Placed>, intents: ReadonlyArray<Intent>): ReadonlyArray<Pair> => {
  const adds = parts.filter((p) => !p.drops);
  const used = new Set<Placed>();
  return parts.flatMap((drop): ReadonlyArray<Pair> => {
    const from = nameOf(drop.part);
    const kept = !drop.drops || from === null || adds.length === 0 ? null : stays(drop, intents);
    if (kept === null) return [];
    const add = adds.find((a) => !used.has(a) && nameOf(a.part) !== from && sameButName(kept, a.part));
    const to = add === undefined ? null : nameOf(add.part);
    if (add === undefined || to === null) return [];
    used.add(add);
    return [{ drop, add, to }];
  });
};

/** Names that are handed on from one to the other have no order: those parts are made anew. */
export const renameParts = (intents: ReadonlyArray<Intent>, can: Capabilities): ReadonlyArray<Intent> => {
  const renames = (p: Part): boolean =>
    p.kind === 'Index' ? can.renamesIndexes : can.renamesConstraints.includes(p.kind);
  const all = intents.flatMap((i, at) => placed(i, at) ?? []).filter((p) => renames(p.part));
  const gone = new Set<number>();
  const instead = new Map<number, Intent>();
  for (const parts of groupBy(all, (p) => keyOf(p.table)).values()) {
    const idle = passing(parts);
    const pairs = pairsOf(
      parts.filter((p) => !idle.includes(p)),
      intents,
    );
    const given = new Set(pairs.map((p) => nameOf(p.drop.part)));
    for (const p of idle) gone.add(p.at);
    for (const { drop, add, to } of pairs) {
      if (given.has(to)) continue;
      gone.add(drop.at);
      instead.set(add.at, renamed(drop, to));
    }
  }
  return gone.size === 0 ? intents : intents.flatMap((i, at) => (gone.has(at) ? [] : [instead.get(at) ?? i]));
};
