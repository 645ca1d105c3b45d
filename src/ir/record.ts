/** A lookup without a prototype: a table may be called `toString`. Later entries win. */
export const record = <A>(entries: ReadonlyArray<readonly [string, A]>): Readonly<Record<string, A>> =>
  Object.assign(Object.create(null), Object.fromEntries(entries));
