import type { Intent } from '../intent/algebra.js';
import type { QName } from '../ir/name.js';
import type { RowSet } from '../sql/rows.js';

type Duplicates = Extract<RowSet, { kind: 'Duplicates' }>;

/** A unique key that the plan adds to a table that is there. `key` null: it compares more than plain columns. */
export interface NewKey {
  readonly table: QName;
  readonly names: ReadonlyArray<string>;
  readonly key: Duplicates['key'] | null;
  readonly nullsEqual: boolean;
  readonly where: Duplicates['where'];
}

export const newKeys = (intents: ReadonlyArray<Intent>): ReadonlyArray<NewKey> =>
  intents.flatMap((i): ReadonlyArray<NewKey> => {
    if (i.kind === 'AddUnique') {
      const { columns, nullsNotDistinct } = i.unique;
      const key = columns.map((column) => ({ column, collation: null }));
      return [{ table: i.table, names: columns, key, nullsEqual: nullsNotDistinct, where: null }];
    }
    if (i.kind !== 'AddIndex' || !i.index.unique) return [];
    const parts = i.index.parts.map((p) =>
      p.of.kind === 'Column' && p.prefix === null && p.opclass === null
        ? { column: p.of.name, collation: p.collation }
        : null,
    );
    const key = parts.filter((p) => p !== null);
    return [
      {
        table: i.table,
        names: i.index.parts.flatMap((p) => (p.of.kind === 'Column' ? [p.of.name] : [])),
        key: key.length === parts.length ? key : null,
        nullsEqual: i.index.nullsNotDistinct,
        where: i.index.where,
      },
    ];
  });
