/**
 * Before rows or values go, they are kept: what a source archives, the duplicates it does away with, and what a person
 * chose to clear out of a constraint's way. A step that cannot be planned is told, never left out in silence.
 */
import type { Dialect } from '../dialect/dialect.js';
import type { Intent, IntentByKind } from '../intent/algebra.js';
import { findTable } from '../intent/edit.js';
import type { DataRule } from '../ir/desired.js';
import { type QName, sameName } from '../ir/name.js';
import type { Schema, Table } from '../ir/schema.js';
import type { Unplanned } from '../plan/unplanned.js';
import type { RowSet } from '../sql/rows.js';
import { clearing, keeping, type Work } from './clear-rows.js';
import { isKept } from './kept-table.js';
import { type NewKey, newKeys } from './new-keys.js';

type Archive = Extract<DataRule, { kind: 'Archive' }>;
type Dedupe = Extract<DataRule, { kind: 'Dedupe' }>;
type Clear = Extract<DataRule, { kind: 'Clear' }>;

export interface Keeping {
  readonly intents: ReadonlyArray<Intent>;
  readonly unplanned: ReadonlyArray<Unplanned>;
}

export interface KeepOptions {
  readonly rules: ReadonlyArray<DataRule>;
  /** Every column and table that is dropped is kept for so many days; null = only what a rule names. */
  readonly archiveDays: number | null;
}

const sameSet = (a: ReadonlyArray<string>, b: ReadonlyArray<string>): boolean =>
  a.length === b.length && a.every((x) => b.includes(x));

const deduped = (w: Work, rule: Dedupe, k: NewKey): ReadonlyArray<Intent> | string => {
  const { key, nullsEqual, where } = k;
  const { by } = rule;
  if (key === null) return 'the key compares more than plain columns';
  const empties = rule.keep === 'null others' ? k.names : null;
  if (empties !== null && nullsEqual) return 'NULLs are duplicates of each other under this key';
  const table = findTable(w.desired, k.table) ?? findTable(w.schema, k.table);
  if (by !== null && table?.columns.some((c) => c.name === by) !== true) return `there is no column ${by}`;
  const first = by === null ? [] : [{ column: by, descending: rule.keep === 'newest' }];
  return clearing(w, {
    table: k.table,
    what: k.names.join('_'),
    rows: (primary) => ({
      kind: 'Duplicates',
      key,
      nullsEqual,
      where,
      order: [...first, ...primary.map((column) => ({ column, descending: false }))],
    }),
    empties,
  });
};

/** The rows that a constraint of the plan would refuse. */
const offending = (rule: Clear, intents: ReadonlyArray<Intent>): ReadonlyArray<{ rows: RowSet; what: string }> =>
  intents.flatMap((i): ReadonlyArray<{ rows: RowSet; what: string }> => {
    if (!('table' in i) || i.kind === 'CreateTable' || i.kind === 'DropTable' || !sameName(i.table, rule.table))
      return [];
    if (rule.from === 'foreign key' && i.kind === 'AddForeignKey') {
      const { columns, references, match } = i.foreignKey;
      if (rule.columns !== null && !sameSet(columns, rule.columns)) return [];
      const rows: RowSet = {
        kind: 'Orphans',
        columns,
        parent: references.table,
        parentColumns: references.columns,
        full: match === 'full',
      };
      return [{ rows, what: columns.join('_') }];
    }
    // NULL passes a check, so that only what is false is in the way.
    if (rule.from === 'check' && i.kind === 'AddCheck')
      return [
        {
          rows: { kind: 'Where', expr: { kind: 'Unary', op: 'not', arg: i.check.expr } },
          what: i.check.name ?? 'check',
        },
      ];
    if (rule.from === 'not null' && i.kind === 'SetNullability' && !i.nullable) {
      if (rule.columns !== null && !sameSet([i.column], rule.columns)) return [];
      const arg = { kind: 'Column', table: null, name: i.column } as const;
      return [{ rows: { kind: 'Where', expr: { kind: 'Is', arg, what: 'null', negated: false } }, what: i.column }];
    }
    return [];
  });

const cleared = (w: Work, rule: Clear, intents: ReadonlyArray<Intent>): ReadonlyArray<ReadonlyArray<Intent> | string> =>
  offending(rule, intents).map(({ rows, what }) =>
    clearing(w, {
      table: rule.table,
      what,
      rows: () => rows,
      empties: rule.how === 'empty' && rows.kind === 'Orphans' ? rows.columns : null,
    }),
  );

const daysOf = (o: KeepOptions, table: QName, column: string | null): number | null => {
  const rule = o.rules.find(
    (r): r is Archive => r.kind === 'Archive' && sameName(r.table, table) && r.column === column,
  );
  return rule?.days ?? o.archiveDays;
};

const all: RowSet = { kind: 'All' };

const archived = (w: Work, o: KeepOptions, i: Intent): Intent | string | null => {
  if (i.kind === 'DropTable') {
    const days = isKept(i.table.name) ? null : daysOf(o, i.table.name, null);
    if (days === null) return null;
    const columns = i.table.columns.filter((c) => c.generated === null);
    const made = keeping(w, { table: i.table.name, what: '', columns, key: i.table.primaryKey, days });
    return { kind: 'KeepRows', table: i.table.name, rows: all, ...made };
  }
  if (i.kind !== 'DropColumn' || i.column.generated !== null) return null;
  const stated = o.rules.some((r) => r.kind === 'Archive' && sameName(r.table, i.table) && r.column === i.column.name);
  // What another column says as well needs no copy, unless one was asked for by name.
  if (i.restore !== undefined && !stated) return null;
  const days = daysOf(o, i.table, i.column.name);
  const table = days === null ? undefined : findTable(w.schema, i.table);
  if (table === undefined) return null;
  const key = table.primaryKey;
  if (key === null) return 'the table has no primary key to find its rows by';
  if (key.columns.some((c) => c.name === i.column.name)) return 'it is part of the primary key';
  const names = key.columns.map((c) => c.name);
  const columns = [...table.columns.filter((c) => names.includes(c.name)), i.column];
  const made = keeping(w, { table: i.table, what: i.column.name, columns, key, days });
  return { kind: 'KeepRows', table: i.table, rows: all, ...made };
};

/** @param schema the current one after its renames, as the intents speak of it. */
export const keepRows = (
  intents: ReadonlyArray<Intent>,
  schema: Schema,
  desired: Schema,
  options: KeepOptions,
  dialect: Dialect,
): Keeping => {
  const { rules, archiveDays } = options;
  if (archiveDays === null && !rules.some((r) => r.kind === 'Dedupe' || r.kind === 'Archive' || r.kind === 'Clear'))
    return { intents, unplanned: [] };
  const taken = new Set([...schema.tables, ...desired.tables].map((t) => t.name.name.toLowerCase()));
  const work: Work = { schema, desired, dialect, taken, days: archiveDays };
  const unplanned: Unplanned[] = [];
  const added: Intent[] = [];
  const take = (rule: Unplanned['rule'], steps: ReadonlyArray<Intent> | string): void => {
    if (typeof steps === 'string') unplanned.push({ rule, why: steps });
    else added.push(...steps);
  };
  for (const i of intents) {
    const kept = archived(work, options, i);
    if (kept === null) continue;
    const [table, column] =
      i.kind === 'DropColumn' ? [i.table, i.column.name] : i.kind === 'DropTable' ? [i.table.name, null] : [null, null];
    if (table !== null)
      take(
        { kind: 'Archive', table, column, days: daysOf(options, table, column) ?? 0, at: null },
        typeof kept === 'string' ? kept : [kept],
      );
  }
  const keys = newKeys(intents);
  for (const rule of rules) {
    if (rule.kind === 'Clear') for (const steps of cleared(work, rule, intents)) take(rule, steps);
    if (rule.kind !== 'Dedupe') continue;
    const key = keys.find((k) => sameName(k.table, rule.table) && sameSet(k.names, rule.columns));
    if (key !== undefined) take(rule, deduped(work, rule, key));
  }
  return { intents: [...intents, ...added], unplanned };
};

/** The tables beside that a plan makes and that have an end. */
export const ending = (intents: ReadonlyArray<Intent>): ReadonlyArray<IntentByKind['KeepRows']> =>
  intents.flatMap((i) => (i.kind === 'KeepRows' && i.days !== null ? [i] : []));

/** Tables beside that stand already are nobody's to drop but a purge's. */
export const keptTablesOf = (schema: Schema): ReadonlyArray<Table> => schema.tables.filter((t) => isKept(t.name));
