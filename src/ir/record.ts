/** A lookup without a prototype: a table may be called `toString`. Later entries win. */
export const record = <A>(entries: Iterable<readonly [string, A]>): Readonly<Record<string, A>> => {
  const made: Record<string, A> = Object.create(null);
  for (const [key, value] of entries) made[key] = value;
  return made;
};
