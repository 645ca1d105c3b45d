/** https://www.sqlite.org/limits.html, gencol.html */
import {
  keysOf,
  misreadIn,
  type Refuses,
  tooMany,
  twiceIn,
  unsteady,
  unsteadyComputed,
  unsteadyIndexes,
} from '../refusal.js';

const mostColumns = 2000;

const unsteadyHere: ReadonlySet<string> = new Set([...unsteady, 'random', 'randomblob']);

const isUnsteady = (name: string): boolean => unsteadyHere.has(name);

export const refuses: Refuses = (schema, isNew) =>
  schema.tables.filter(isNew).flatMap((t) => [
    ...tooMany(t, t.columns.length, mostColumns, 'columns'),
    ...misreadIn(t, (reader, read) => reader !== read, 'that goes in a circle'),
    ...unsteadyComputed(t, () => isUnsteady),
    ...unsteadyIndexes(t, isUnsteady),
    // It takes such a key, and then says of it what no reader understands.
    ...twiceIn(t, keysOf({ ...t, uniques: [] })),
  ]);
