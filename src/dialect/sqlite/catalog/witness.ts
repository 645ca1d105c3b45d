/**
 * Compares what our parser read with what the engine says of the same table. They differ only when our grammar is wrong,
 * and then nothing may be planned on it.
 */
import type { Table } from '../../../ir/schema.js';
import { fold } from '../ddl/tokens.js';
import { rowidAlias } from '../rowid.js';
import type { Witness } from './rows.js';

const text = (parts: ReadonlyArray<unknown>): string => parts.map(String).join(' ');

const columnsSeen = (w: Witness): ReadonlyArray<string> =>
  w.columns.map((c) => text([c.name, c.notNull, c.pk, c.hidden, c.hasDefault]));

/** A key column is NOT NULL for the pragma only when the text says so; what physical adds for keys is left out of it. */
const columnsRead = (t: Table, notNull: (column: string) => boolean, defaults: (column: string) => boolean) =>
  t.columns.map((c) => {
    const pk = (t.primaryKey?.columns ?? []).findIndex((k) => fold(k.name) === fold(c.name)) + 1;
    const hidden = c.generated === null ? 0 : c.generated.stored ? 3 : 2;
    return text([c.name, notNull(c.name), pk, hidden, defaults(c.name)]);
  });

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
  if (w.columns.length === 0) return null;
  const { table } = read;
  if (columnsSeen(w).join('\n') !== columnsRead(table, read.notNull, read.defaults).join('\n')) return 'columns';
  if (keysSeen(w) !== keysRead(table)) return 'foreign keys';
  if (!uniquesAgree(table, read.keptUniques, w)) return 'unique constraints';
  return keyAgrees(table, w) ? null : 'primary key';
};
