/**
 * A map whose every change gives another one and leaves the old one standing: the new one shares all but one of its
 * pieces with it. A plan knows its schema at every step, and thousands of steps must not mean thousands of copies.
 * The order is that in which the keys came.
 */

type Entry<A> = readonly [key: string, value: A];
/** null: what stood here was taken out. */
type Piece<A> = ReadonlyArray<Entry<A> | null>;

export interface Ledger<A> {
  readonly pieces: ReadonlyArray<Piece<A>>;
  /** Places taken, the emptied ones included. */
  readonly length: number;
  /**
   * Where a key stands, in whichever ledger has it: one place for all that share this map, so that it may grow with any
   * of them. Whether this ledger has the key, the entry at the place tells.
   */
  readonly places: Map<string, number>;
}

/** Near the square root of thousands: a change copies two short lists. */
const pieceSize = 64;

export const ledgerOf = <A>(values: ReadonlyArray<A>, key: (a: A) => string): Ledger<A> => {
  const pieces: Array<Piece<A>> = [];
  const places = new Map<string, number>();
  values.forEach((value, at) => {
    // Of two with one key the first is found; the other keeps its place.
    if (!places.has(key(value))) places.set(key(value), at);
  });
  for (let at = 0; at < values.length; at += pieceSize)
    pieces.push(values.slice(at, at + pieceSize).map((value) => [key(value), value]));
  return { pieces, length: values.length, places };
};

const entryAt = <A>(l: Ledger<A>, at: number): Entry<A> | null =>
  l.pieces[Math.floor(at / pieceSize)]?.[at % pieceSize] ?? null;

const placeOf = <A>(l: Ledger<A>, key: string): number | null => {
  const at = l.places.get(key);
  return at !== undefined && at < l.length && entryAt(l, at)?.[0] === key ? at : null;
};

/** The places, with the key at this one. */
const registered = (places: Map<string, number>, key: string, at: number): Map<string, number> => {
  const known = places.get(key);
  if (known === at) return places;
  // Another ledger may have the key where it stood; it keeps its own places.
  const own = known === undefined ? places : new Map(places);
  return own.set(key, at);
};

const put = <A>(l: Ledger<A>, at: number, entry: Entry<A> | null): Ledger<A> => {
  const n = Math.floor(at / pieceSize);
  const piece = l.pieces[n] ?? [];
  const changed = at % pieceSize < piece.length ? piece.with(at % pieceSize, entry) : [...piece, entry];
  return {
    pieces: n < l.pieces.length ? l.pieces.with(n, changed) : [...l.pieces, changed],
    length: Math.max(l.length, at + 1),
    places: entry === null ? l.places : registered(l.places, entry[0], at),
  };
};

export const entryOf = <A>(l: Ledger<A>, key: string): A | undefined => {
  const at = placeOf(l, key);
  return at === null ? undefined : entryAt(l, at)?.[1];
};

/** In its old place, or behind all others. */
export const withEntry = <A>(l: Ledger<A>, key: string, value: A): Ledger<A> =>
  put(l, placeOf(l, key) ?? l.length, [key, value]);

export const withoutEntry = <A>(l: Ledger<A>, key: string): Ledger<A> => {
  const at = placeOf(l, key);
  return at === null ? l : put(l, at, null);
};

/** Every value as `f` makes it, under the key it then has; where it gives the value itself, nothing is copied. */
export const mapEntries = <A>(l: Ledger<A>, key: (a: A) => string, f: (a: A) => A): Ledger<A> => {
  let made = l;
  for (const [n, piece] of l.pieces.entries())
    for (const [i, entry] of piece.entries()) {
      const value = entry === null ? null : f(entry[1]);
      if (entry !== null && value !== null && value !== entry[1])
        made = put(made, n * pieceSize + i, [key(value), value]);
    }
  return made;
};

export const valuesOf = <A>(l: Ledger<A>): ReadonlyArray<A> => {
  const values: A[] = [];
  for (const piece of l.pieces) for (const entry of piece) if (entry !== null) values.push(entry[1]);
  return values;
};
