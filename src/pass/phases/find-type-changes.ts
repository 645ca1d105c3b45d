/** Type changes that not every value bears: the column in its new type stands beside the old one until that one goes. */
import type { Dialect } from '../../dialect/dialect.js';
import type { Intent, IntentByKind } from '../../intent/algebra.js';
import { findTable } from '../../intent/edit.js';
import type { DataRule } from '../../ir/desired.js';
import type { Expr } from '../../ir/expression.js';
import { keyOf, type QName, sameName } from '../../ir/name.js';
import type { Column, Schema } from '../../ir/schema.js';
import type { KeptWhole } from '../../plan/phase-note.js';
import { exchangesNames, type Found } from './find-renames.js';
import type { SyncGroup } from './group.js';
import { whyNot } from './refuse.js';
import { hasShadows, shadowOf } from './shadow.js';
import { sideValues } from './side-values.js';

/** Both columns as they stand between the phases. */
export const typeGroup = (
  table: QName,
  from: Column,
  shadow: Column,
  using: Expr | null,
  dialect: Dialect,
): SyncGroup | null => {
  const values = sideValues(from, shadow, using, dialect);
  return values === null
    ? null
    : {
        why: 'type change',
        table,
        old: [{ column: from.name, value: values.backward }],
        fresh: [{ column: shadow.name, value: values.forward }],
        takesName: true,
        approximate: true,
      };
};

type ChangeType = IntentByKind['ChangeType'];

const columnIn = (s: Schema, table: QName, name: string): Column | undefined =>
  findTable(s, table)?.columns.find((c) => c.name === name);

const inForeignKey = (s: Schema, table: QName, column: string): boolean =>
  findTable(s, table)?.foreignKeys.some((f) => f.columns.includes(column)) ?? false;

const refusal = (i: ChangeType, current: Schema, desired: Schema, shadow: string): string | null =>
  whyNot(current, i.table, i.column) ??
  whyNot(desired, i.table, i.column) ??
  // One that goes is gone in the first phase.
  (inForeignKey(desired, i.table, i.column)
    ? 'it points to another table'
    : columnIn(current, i.table, shadow) !== undefined
      ? `a column ${shadow} is there already`
      : null);

export const findTypeChanges = (
  intents: ReadonlyArray<Intent>,
  current: Schema,
  desired: Schema,
  dialect: Dialect,
): Found => {
  const moved = new Set(intents.flatMap((i) => (i.kind === 'RenameTable' ? [keyOf(i.to)] : [])));
  const groups: SyncGroup[] = [];
  const kept: KeptWhole[] = [];
  for (const i of intents) {
    if (i.kind !== 'ChangeType') continue;
    const from = columnIn(current, i.table, i.column);
    const to = columnIn(desired, i.table, i.column);
    if (from === undefined || to === undefined) continue;
    if (i.using === null && dialect.keepsValues(from, to)) continue;
    const what = 'the change of its type';
    const keep = (because: string): void => {
      kept.push({ table: i.table, column: i.column, what, because });
    };
    if (exchangesNames(intents, i.table)) {
      keep('names are exchanged in its table');
      continue;
    }
    if (moved.has(keyOf(i.table))) {
      keep('its table is renamed, and a view under the old name shows the column as it is');
      continue;
    }
    const shadow = shadowOf(i.column, dialect);
    const because = refusal(i, current, desired, shadow);
    const group = typeGroup(i.table, from, { ...to, name: shadow }, i.using, dialect);
    if (because !== null) keep(because);
    else if (group === null) keep('no expression says an old value as the new type; say it with `using`');
    else groups.push(group);
  }
  return { groups, kept };
};

/** Those of which the first phase was carried out. */
export const begunTypeChanges = (
  have: Schema,
  wanted: Schema,
  data: ReadonlyArray<DataRule>,
  dialect: Dialect,
  isBegun: (g: SyncGroup) => boolean,
): ReadonlyArray<SyncGroup> =>
  have.tables.flatMap((t) => {
    if (!hasShadows(t)) return [];
    const want = findTable(wanted, t.name);
    const names = new Map(t.columns.map((c) => [c.name, c]));
    return (want?.columns ?? []).flatMap(({ name }): ReadonlyArray<SyncGroup> => {
      const from = names.get(name);
      const shadow = names.get(shadowOf(name, dialect));
      if (from === undefined || shadow === undefined) return [];
      const rule = data.find((r) => r.kind === 'Using' && sameName(r.table, t.name) && r.column === name);
      const group = typeGroup(t.name, from, shadow, rule?.kind === 'Using' ? rule.value : null, dialect);
      return group !== null && isBegun(group) ? [group] : [];
    });
  });
