/** Columns that a server writes by itself, without a trigger, when the row goes or changes that they point to. */
import { findTable } from '../../intent/edit.js';
import { sameName } from '../../ir/name.js';
import type { ForeignKey, ReferentialAction, Schema } from '../../ir/schema.js';
import { namesOf, type SyncGroup } from './group.js';

const onDelete: ReadonlySet<ReferentialAction> = new Set(['set null', 'set default']);
const onUpdate: ReadonlySet<ReferentialAction> = new Set(['cascade', 'set null', 'set default']);

const writes = (f: ForeignKey): boolean => onDelete.has(f.onDelete) || onUpdate.has(f.onUpdate);

const does = (f: ForeignKey, as: ForeignKey): boolean =>
  sameName(f.references.table, as.references.table) && f.onDelete === as.onDelete && f.onUpdate === as.onUpdate;

/** The columns of the group that are written so while no key of the other side's does the same there. */
export const pastTriggers = (g: SyncGroup, between: Schema): ReadonlyArray<string> => {
  const keys = findTable(between, g.table)?.foreignKeys.filter(writes) ?? [];
  const alone = (side: ReadonlyArray<string>, other: ReadonlyArray<string>): ReadonlyArray<string> =>
    keys.flatMap((f) => {
      const mine = f.columns.filter((c) => side.includes(c));
      const mirrored = keys.some((k) => does(k, f) && k.columns.some((c) => other.includes(c)));
      return mirrored ? [] : mine;
    });
  const [old, fresh] = [namesOf(g.old), namesOf(g.fresh)];
  return old.length === 0 ? [] : [...new Set([...alone(old, fresh), ...alone(fresh, old)])];
};
