/**
 * Equality of plain data, part by part, and ways to keep the old object where nothing changed. Stages hand on what they
 * leave alone by reference, so that the next one sees with one comparison that there is nothing to do.
 */

const isRecord = (x: unknown): x is Readonly<Record<string, unknown>> => typeof x === 'object' && x !== null;

/** A key that is there with nothing in it is not one that is missing. */
const isMissing = (value: unknown, key: string, of: object): boolean => value === undefined && !Object.hasOwn(of, key);

/** The same plain data: keys in any order, lists in theirs. Every table of a schema goes through here, so it makes no lists. */
export const identical = (a: unknown, b: unknown): boolean => {
  if (a === b) return true;
  if (Array.isArray(a)) {
    if (!Array.isArray(b) || a.length !== b.length) return false;
    for (let at = 0; at < a.length; at += 1) if (!identical(a[at], b[at])) return false;
    return true;
  }
  if (!isRecord(a) || !isRecord(b) || Array.isArray(b)) return false;
  let keys = 0;
  for (const key in a) {
    if (!identical(a[key], b[key]) || isMissing(a[key], key, b)) return false;
    keys += 1;
  }
  for (const _ in b) keys -= 1;
  return keys === 0;
};

/** `was` where every field of `made` is the one it had, else `made`. */
export const kept = <A extends object>(was: A, made: A): A => {
  let keys = 0;
  for (const key in made) {
    if (made[key] !== was[key] || isMissing(made[key], key, was)) return made;
    keys += 1;
  }
  for (const _ in was) keys -= 1;
  return keys === 0 ? was : made;
};

/** `kept` for lists. */
export const keptList = <A>(was: ReadonlyArray<A>, made: ReadonlyArray<A>): ReadonlyArray<A> =>
  made.length === was.length && made.every((x, at) => x === was[at]) ? was : made;

/** `map` that gives the list itself where every element stays. */
export const mapKept = <A>(list: ReadonlyArray<A>, f: (a: A) => A): ReadonlyArray<A> => {
  let made: A[] | null = null;
  let at = 0;
  for (const x of list) {
    const y = f(x);
    if (made === null && y !== x) made = list.slice(0, at);
    made?.push(y);
    at += 1;
  }
  return made ?? list;
};

/** The list itself where it is in order already. */
export const sortedKept = <A>(list: ReadonlyArray<A>, compare: (a: A, b: A) => number): ReadonlyArray<A> => {
  for (let at = 1; at < list.length; at += 1) {
    const [a, b] = [list[at - 1], list[at]];
    if (a !== undefined && b !== undefined && compare(a, b) > 0) return [...list].sort(compare);
  }
  return list;
};

/** `was` where `made` is the same data. */
export const keptData = <A>(was: A, made: A): A => (identical(was, made) ? was : made);
