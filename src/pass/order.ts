/**
 * Puts intents into an order in which each can be carried out. Three rules, nobody knows the global order: what creates
 * x precedes what requires x; what requires x precedes what removes x; a removal precedes a re-creation of the same
 * name. Ties: coarse phase, table, fine phase, place in the source. A stable topological sort, n log n.
 */
import type { Intent, IntentByKind, IntentKind } from '../intent/algebra.js';
import { thing } from '../intent/edit.js';
import { touchesOf } from '../intent/registry.js';
import { subjectOf } from '../intent/subject.js';
import { compareText, keyOf, type QName, sameName } from '../ir/name.js';
import { type Problem, problem } from '../ir/problem.js';
import { left, right, type Validated } from '../prelude.js';

/** Renames and new types first, whole tables dropped and types remade or dropped last; between them one table after the other. */
const coarse: Readonly<Record<IntentKind, number>> = {
  RenameTable: 0,
  CreateEnum: 1,
  AddEnumValue: 1,
  RenameColumn: 2,
  CreateTable: 3,
  SetTableOptions: 3,
  AddColumn: 3,
  DropColumn: 3,
  ChangeType: 3,
  SetNullability: 3,
  SetDefault: 3,
  SetIdentity: 3,
  SetGenerated: 3,
  SetAttributes: 3,
  SetPrimaryKey: 3,
  AddUnique: 3,
  DropUnique: 3,
  AddForeignKey: 3,
  DropForeignKey: 3,
  AddCheck: 3,
  DropCheck: 3,
  AddIndex: 3,
  DropIndex: 3,
  RenameIndex: 3,
  RenameConstraint: 3,
  Backfill: 3,
  CopyColumns: 3,
  AddObject: 3,
  DropObject: 3,
  Verify: 3,
  KeepRows: 3,
  ClearRows: 3,
  RestoreRows: 3,
  DropKept: 6,
  // A label that only a table uses which is to go is no obstacle any more once it is gone.
  DropTable: 4,
  ReplaceEnum: 5,
  DropEnum: 6,
};

// What changes in one column keeps the source's order, column by column: neighbours become one statement.
const fine: Readonly<Record<IntentKind, number>> = {
  RenameTable: 0,
  RenameColumn: 0,
  CreateEnum: 0,
  AddEnumValue: 0,
  ReplaceEnum: 0,
  DropEnum: 0,
  CreateTable: 0,
  DropTable: 0,
  Verify: 0.5,
  KeepRows: 9,
  ClearRows: 10,
  RestoreRows: 10,
  DropKept: 19,
  DropForeignKey: 1,
  DropCheck: 2,
  DropIndex: 3,
  RenameIndex: 14.5,
  RenameConstraint: 14.5,
  DropUnique: 4,
  SetGenerated: 5,
  AddColumn: 6,
  ChangeType: 8,
  // Before the first row is copied, so that what is written meanwhile is not missed.
  AddObject: 6.5,
  Backfill: 7,
  CopyColumns: 7,
  SetIdentity: 8,
  SetDefault: 8,
  SetNullability: 8,
  SetAttributes: 8,
  SetPrimaryKey: 12,
  AddUnique: 13,
  AddIndex: 14,
  AddCheck: 15,
  AddForeignKey: 16,
  // When everything that can fail is done.
  DropObject: 16.5,
  DropColumn: 17,
  SetTableOptions: 18,
};

/** A drop, and a look before one, speaks of the old thing of a name, everything else of the new one. */
const drops = (i: Intent): boolean => i.kind.startsWith('Drop') || i.kind === 'Verify';

const multimap = (): { add: (k: string, n: number) => void; get: (k: string) => ReadonlyArray<number> } => {
  const map = new Map<string, number[]>();
  return {
    add: (k, n) => {
      const list = map.get(k);
      if (list === undefined) map.set(k, [n]);
      else list.push(n);
    },
    get: (k) => map.get(k) ?? [],
  };
};

/** Edges from → to, as "to waits for from". */
const edgesOf = (intents: ReadonlyArray<Intent>, options: OrderOptions): ReadonlyArray<ReadonlyArray<number>> => {
  const touches = intents.map((i) =>
    options.keysInline && (i.kind === 'CreateTable' || i.kind === 'DropTable')
      ? touchesOf({ ...i, table: { ...i.table, foreignKeys: [] } })
      : options.keysInline && i.kind === 'AddObject' && !inPieces(intents, i.table)
        ? { ...touchesOf(i), creates: touchesOf(i).creates.filter((x) => x !== thing.kept(i.table)) }
        : touchesOf(i),
  );
  const creators = multimap();
  const removers = multimap();
  touches.forEach((t, n) => {
    for (const x of t.creates) creators.add(x, n);
    for (const x of t.removes) removers.add(x, n);
  });
  const followers: Array<Set<number>> = intents.map(() => new Set());
  // Renames among themselves stand in their order already (sequence-renames.ts); a swap goes through a name that is both
  // made and taken away.
  const renames = intents.map((i) => i.kind === 'RenameTable' || i.kind === 'RenameColumn');
  const edge = (from: number, to: number): void => {
    if (from === to) return;
    const kept = renames[from] && renames[to] && from > to;
    followers[kept ? to : from]?.add(kept ? from : to);
  };
  touches.forEach((t, n) => {
    const intent = intents[n];
    for (const x of t.requires) {
      const made = creators.get(x);
      const gone = removers.get(x);
      // Drops are told in the names after the renames: a name that only renames made and took away is the later one.
      const old = made.length > 0 && gone.some((r) => !renames[r]) && intent !== undefined && drops(intent);
      if (!old) for (const c of made) edge(c, n);
      if (old || made.length === 0) for (const r of gone) edge(n, r);
    }
    for (const x of t.creates) for (const r of removers.get(x)) edge(r, n);
  });
  return followers.map((f) => [...f]);
};

/** A binary heap of numbers, the least first. */
const heap = (): { push: (n: number) => void; pop: () => number | undefined } => {
  const a: number[] = [];
  const at = (n: number): number => a[n] ?? Number.POSITIVE_INFINITY;
  const swap = (x: number, y: number): void => {
    const t = at(x);
    a[x] = at(y);
    a[y] = t;
  };
  return {
    push: (n) => {
      a.push(n);
      for (let k = a.length - 1; k > 0 && at((k - 1) >> 1) > at(k); k = (k - 1) >> 1) swap(k, (k - 1) >> 1);
    },
    pop: () => {
      const top = a[0];
      const last = a.pop();
      if (top === undefined || last === undefined || a.length === 0) return top;
      a[0] = last;
      for (let k = 0; ; ) {
        const least = at(2 * k + 1) <= at(2 * k + 2) ? 2 * k + 1 : 2 * k + 2;
        if (at(least) >= at(k)) return top;
        swap(k, least);
        k = least;
      }
    },
  };
};

interface Place {
  readonly coarse: number;
  readonly table: QName | null;
  readonly fine: number;
}

/** The view under a table's old name stands right behind the rename: nobody should see a moment without it. */
const withItsView = (i: Intent, behindViews: ReadonlySet<string>): Place | null => {
  const at = (table: QName, fine: number): Place | null =>
    behindViews.has(keyOf(table)) ? { coarse: coarse.RenameTable, table, fine } : null;
  switch (i.kind) {
    case 'RenameTable':
      return at(i.to, 0);
    case 'RenameColumn':
      return at(i.table, 1);
    case 'AddObject':
      return i.object.kind === 'view' ? at(i.table, 2) : isOnView(i) ? at(i.table, 3) : null;
    default:
      return null;
  }
};

const isOnView = (i: IntentByKind['AddObject']): boolean => i.object.on !== null && !sameName(i.object.on, i.table);

const behindViewsIn = (intents: ReadonlyArray<Intent>): ReadonlySet<string> =>
  new Set(intents.flatMap((i) => (i.kind === 'AddObject' && i.object.kind === 'view' ? [keyOf(i.table)] : [])));

/**
 * Columns that another side stands for: they go when all that can fail is done. What stands on them goes before them, so
 * that nothing is left between what wrote them and themselves.
 */
const leaving = (intents: ReadonlyArray<Intent>): ReadonlySet<string> =>
  new Set(
    intents.flatMap((i) =>
      i.kind === 'DropColumn' && i.restore !== undefined ? [thing.column(i.table, i.column.name)] : [],
    ),
  );

/**
 * Where all of a table is one rebuild and nobody writes meanwhile, the triggers are off before it and made after it: it
 * would make every one of them again.
 */
const places = (intents: ReadonlyArray<Intent>, options: OrderOptions): ((i: Intent) => number) => {
  const late = leaving(intents);
  return (i) => {
    if (options.keysInline && i.kind === 'DropObject') return 0.6;
    if (options.keysInline && i.kind === 'AddObject' && !inPieces(intents, i.table)) return 19;
    const goes =
      i.kind === 'DropForeignKey' || i.kind === 'DropCheck' || i.kind === 'DropIndex' || i.kind === 'DropUnique';
    return goes && late.size > 0 && touchesOf(i).requires.some((x) => late.has(x))
      ? fine.DropObject - 0.3 + fine[i.kind] / 100
      : fine[i.kind];
  };
};

const inPieces = (intents: ReadonlyArray<Intent>, table: QName): boolean =>
  intents.some((i) => i.kind === 'CopyColumns' && sameName(i.table, table) && i.batch !== null);

export interface OrderOptions {
  /** A foreign key may name a table that is not there yet, so that no table waits for another. */
  readonly keysInline: boolean;
}

export const order = (
  intents: ReadonlyArray<Intent>,
  options: OrderOptions = { keysInline: false },
): Validated<Problem, ReadonlyArray<Intent>> => {
  const fineOf = places(intents, options);
  const behindViews = behindViewsIn(intents);
  const keyed = intents.map((i, n) => {
    const place = withItsView(i, behindViews) ?? { coarse: coarse[i.kind], table: subjectOf(i), fine: fineOf(i) };
    return { n, ...place, table: place.table === null ? '' : keyOf(place.table) };
  });
  const ranked = [...keyed].sort(
    (a, b) => a.coarse - b.coarse || compareText(a.table, b.table) || a.fine - b.fine || a.n - b.n,
  );
  const rank = new Map(ranked.map((k, r) => [k.n, r]));
  const followers = edgesOf(intents, options);
  const waiting = intents.map(() => 0);
  for (const list of followers) for (const to of list) waiting[to] = (waiting[to] ?? 0) + 1;
  const ready = heap();
  waiting.forEach((w, n) => {
    if (w === 0) ready.push(rank.get(n) ?? 0);
  });
  const done: Intent[] = [];
  for (let r = ready.pop(); r !== undefined; r = ready.pop()) {
    const n = ranked[r]?.n ?? 0;
    const intent = intents[n];
    if (intent !== undefined) done.push(intent);
    for (const to of followers[n] ?? []) {
      waiting[to] = (waiting[to] ?? 0) - 1;
      if (waiting[to] === 0) ready.push(rank.get(to) ?? 0);
    }
  }
  if (done.length === intents.length) return right(done);
  const stuck = intents.filter((i) => !done.includes(i)).map((i) => i.kind);
  return left([
    problem('plan.cycle', { intents: [...new Set(stuck)].join(', ') }, null, 'split the change into two plans'),
  ]);
};
