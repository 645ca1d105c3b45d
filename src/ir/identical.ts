/**
 * Equality of plain data, part by part, and ways to keep the old object where nothing changed. Stages hand on what they
 * leave alone by reference, so that the next one sees with one comparison that there is nothing to do.
 */

const isRecord = (x: unknown): x is Readonly<Record<string, unknown>> => typeof x === 'object' && x !== null;

/** The same plain data: keys in any order, lists in theirs. */
export const identical = (a: unknown, b: unknown): boolean => {
  if (a === b) return true;
  if (Array.isArray(a))
    return Array.isArray(b) && a.length === b.length && a.every((x: unknown, at) => identical(x, b[at]));
  if (!isRecord(a) || !isRecord(b) || Array.isArray(b)) return false;
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  for (const key of keys) if (!identical(a[key], b[key]) || !Object.hasOwn(b, key)) return false;
  return true;
};

/** `was` where every field of `made` is the one it had, else `made`. */
export const kept = <A extends object>(was: A, made: A): A => {
  const [old, now]: ReadonlyArray<object> = [was, made];
  if (!isRecord(old) || !isRecord(now)) return made;
  const keys = Object.keys(now);
  if (keys.length !== Object.keys(old).length) return made;
  for (const key of keys) if (now[key] !== old[key] || !Object.hasOwn(old, key)) return made;
  return was;
};

/** `kept` for lists. */
export const keptList = <A>(was: ReadonlyArray<A>, made: ReadonlyArray<A>): ReadonlyArray<A> =>
  made.length === was.length && made.every((x, at) => x === was[at]) ? was : made;

/** `map` that gives the list itself where every element stays. */
export const mapKept = <A>(list: ReadonlyArray<A>, f: (a: A) => A): ReadonlyArray<A> => keptList(list, list.map(f));

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
