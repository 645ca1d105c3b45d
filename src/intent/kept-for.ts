import { sameName } from '../ir/name.js';
import type { Intent, IntentByKind } from './algebra.js';

type KeepRows = IntentByKind['KeepRows'];

/** What a plan kept of the very thing that an intent drops; null when that is gone. */
export const keptFor = (i: Intent, kept: ReadonlyArray<KeepRows>): KeepRows | null => {
  if (i.kind === 'DropTable') return kept.find((k) => k.rows.kind === 'All' && sameName(k.table, i.table.name)) ?? null;
  if (i.kind !== 'DropColumn') return null;
  const { name } = i.column;
  return (
    kept.find(
      (k) => k.rows.kind === 'All' && sameName(k.table, i.table) && k.columns.includes(name) && !k.key.includes(name),
    ) ?? null
  );
};
