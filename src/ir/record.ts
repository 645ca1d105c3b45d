/** A lookup without a prototype: a table may be called `toString`. Later entries win. */
export const record = <A>(entries: Iterable<readonly [string, A]>): Readonly<Record<string, A>> => {
  const made: Record<string, A> = Object.create(null);
  for (const [key, value] of entries) made[key] = value;
  return made;
};

/** The entry of a record that may have a prototype, as one written by hand has. */
export const lookup = <A>(of: Readonly<Record<string, A>>, key: string): A | undefined =>
  Object.hasOwn(of, key) ? of[key] : undefined;

/** The elements by key, in their order, the groups in that of their first elements. Null: in none. */
export const groupBy = <A>(all: Iterable<A>, keyOf: (a: A) => string | null): ReadonlyMap<string, ReadonlyArray<A>> => {
  const groups = new Map<string, A[]>();
  for (const one of all) {
    const key = keyOf(one);
    if (key === null) continue;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [one]);
    else group.push(one);
  }
  return groups;
};
