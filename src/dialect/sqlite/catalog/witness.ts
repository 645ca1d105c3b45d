/**
 * Compares what our parser read with what the engine says of the same table. They differ only when our grammar is wrong,
 * and then nothing may be planned on it.
 */
import type { Table } from '../../../ir/schema.js';
import { fold } from '../ddl/tokens.js';
import { rowidAlias } from '../rowid.js';
import type { Witness } from './rows.js';

const text = (parts: ReadonlyArray<unknown>): string => parts.map(String).join(' ');

/** A key column is NOT NULL for the pragma only when the text says so; what physical adds for keys is left out of it. */
const columnsRead = (t: Table, notNull: (column: string) => boolean, defaults: (column: string) => boolean): string => {
  const keys = new Map((t.primaryKey?.columns ?? []).map((k, i) => [k.name, i + 1]));
  return t.columns
    .map((c) => {
      const hidden = c.generated === null ? 0 : c.generated.stored ? 3 : 2;
      return text([Number(notNull(c.name)), keys.get(c.name) ?? 0, hidden, Number(defaults(c.name)), c.name]);
    })
    .join('\n');
};

const sorted = (list: ReadonlyArray<string>): string => [...list].sort().join('\n');

const keysSeen = (w: Witness): string => {
  const ids = [...new Set(w.foreignKeys.map((f) => f.id))];
  return sorted(
    ids.map((id) => {
      const rows = w.foreignKeys.filter((f) => f.id === id);
      const [first] = rows;
      return text([
        fold(rows.map((r) => r.from).join(',')),
        fold(first?.parent ?? ''),
        first?.onUpdate,
        first?.onDelete,
      ]);
    }),
  );
};

const keysRead = (t: Table): string =>
  sorted(
    t.foreignKeys.map((f) => text([fold(f.columns.join(',')), fold(f.references.table.name), f.onUpdate, f.onDelete])),
  );

/** Uniques that only repeat another or the key get no index of their own, so only their presence can be compared. */
const uniquesAgree = (t: Table, kept: number, w: Witness): boolean => {
  const seen = w.indexes.filter((i) => i.origin === 'u').length;
  const read = t.uniques.length + kept;
  return seen <= read && (seen > 0 || read === 0 || t.primaryKey !== null);
};

const keyAgrees = (t: Table, w: Witness): boolean => {
  const seen = w.indexes.some((i) => i.origin === 'pk');
  const alias = rowidAlias(t) !== null;
  return t.primaryKey === null ? !seen : alias !== seen;
};

export interface Read {
  readonly table: Table;
  readonly notNull: (column: string) => boolean;
  readonly defaults: (column: string) => boolean;
  /** Uniques that are kept as text. */
  readonly keptUniques: number;
}

/** What disagrees, for the Problem; null when all is well or the driver gave no witness. */
export const disagreement = (read: Read, w: Witness): string | null => {
  if (w.columns === '') return null;
  const { table } = read;
  if (w.columns !== columnsRead(table, read.notNull, read.defaults)) return 'columns';
  if (keysSeen(w) !== keysRead(table)) return 'foreign keys';
  if (!uniquesAgree(table, read.keptUniques, w)) return 'unique constraints';
  return keyAgrees(table, w) ? null : 'primary key';
};
