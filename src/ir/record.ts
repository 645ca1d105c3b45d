/** A lookup without a prototype: a table may be called `toString`. Later entries win. */
export const record = <A>(entries: Iterable<readonly [string, A]>): Readonly<Record<string, A>> => {
  const made: Record<string, A> = Object.create(null);
  for (const [key, value] of entries) made[key] = value;
  return made;
};

/** The entry of a record that may have a prototype, as one written by hand has. */
export const lookup = <A>(of: Readonly<Record<string, A>>, key: string): A | undefined =>
  Object.hasOwn(of, key) ? of[key] : undefined;
