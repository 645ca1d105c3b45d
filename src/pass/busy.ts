/** Tables that a plan must not lock while it reads their rows: large ones, and those of which nobody knows how large they are. */
import type { Intent } from '../intent/algebra.js';
import { keyOf, type QName } from '../ir/name.js';
import type { Schema } from '../ir/schema.js';

export type Online = 'auto' | 'always' | 'never';

interface Known {
  /** By `keyOf(table)`, as the database calls it now. */
  readonly rows: Readonly<Record<string, number>>;
  readonly large: number;
}

/** Told by any name that a table has on the way; one that the plan makes is never busy. */
export const busyTables = (
  online: Online,
  from: Schema,
  intents: ReadonlyArray<Intent>,
  { rows, large }: Known,
): ((table: QName) => boolean) => {
  if (online === 'never') return () => false;
  const sizes = new Map(Object.entries(rows));
  const isBusy = (key: string): boolean => online === 'always' || (sizes.get(key) ?? large) >= large;
  const busy = new Map(from.tables.map((t) => [keyOf(t.name), isBusy(keyOf(t.name))]));
  for (const i of intents) {
    if (i.kind !== 'RenameTable') continue;
    const was = busy.get(keyOf(i.from));
    if (was !== undefined) busy.set(keyOf(i.to), was);
  }
  return (table) => busy.get(keyOf(table)) ?? false;
};
