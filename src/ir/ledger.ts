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
   * Where a key may stand, for all ledgers that came from one: it only grows. Whether a ledger has the key, and where,
   * its own entries tell.
   */
  readonly places: Map<string, ReadonlyArray<number>>;
}

/** Near the square root of thousands: a change copies two short lists. */
const pieceSize = 64;

const note = (places: Map<string, ReadonlyArray<number>>, key: string, at: number): void => {
  const known = places.get(key);
  if (known === undefined) places.set(key, [at]);
  else if (!known.includes(at)) places.set(key, [...known, at]);
};

export const ledgerOf = <A>(values: ReadonlyArray<A>, key: (a: A) => string): Ledger<A> => {
  const entries = values.map((value): Entry<A> => [key(value), value]);
  const places = new Map<string, ReadonlyArray<number>>();
  for (const [at, [k]] of entries.entries()) note(places, k, at);
  const pieces: Array<Piece<A>> = [];
  for (let at = 0; at < entries.length; at += pieceSize) pieces.push(entries.slice(at, at + pieceSize));
  return { pieces, length: entries.length, places };
};

const entryAt = <A>(l: Ledger<A>, at: number): Entry<A> | null =>
  l.pieces[Math.floor(at / pieceSize)]?.[at % pieceSize] ?? null;

/** Where the key stands in this ledger; null when it has none. Of two with one key, the first. */
export const placeOf = <A>(l: Ledger<A>, key: string): number | null =>
  l.places.get(key)?.find((at) => entryAt(l, at)?.[0] === key) ?? null;

const put = <A>(l: Ledger<A>, at: number, entry: Entry<A> | null): Ledger<A> => {
  const n = Math.floor(at / pieceSize);
  const piece = l.pieces[n] ?? [];
  const changed = at % pieceSize < piece.length ? piece.with(at % pieceSize, entry) : [...piece, entry];
  if (entry !== null) note(l.places, entry[0], at);
  return {
    pieces: n < l.pieces.length ? l.pieces.with(n, changed) : [...l.pieces, changed],
    length: Math.max(l.length, at + 1),
    places: l.places,
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

/** The value of the key in its place, under another key or the same. */
export const replaced = <A>(l: Ledger<A>, key: string, entry: Entry<A>): Ledger<A> => {
  const at = placeOf(l, key);
  return at === null ? l : put(l, at, entry);
};

export const valuesOf = <A>(l: Ledger<A>): ReadonlyArray<A> => {
  const values: A[] = [];
  for (const piece of l.pieces) for (const entry of piece) if (entry !== null) values.push(entry[1]);
  return values;
};
