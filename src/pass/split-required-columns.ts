/**
 * Where the engine would fill a new NOT NULL column with 0 or '' by itself, the column is added nullable and made NOT
 * NULL in a second step, which fails on rows instead of inventing values for them.
 * https://dev.mysql.com/doc/refman/8.4/en/data-type-defaults.html
 */
import type { Intent } from '../intent/algebra.js';

export const splitRequiredColumns = (intents: ReadonlyArray<Intent>): ReadonlyArray<Intent> =>
  intents.flatMap((i): ReadonlyArray<Intent> => {
    if (i.kind !== 'AddColumn') return [i];
    const c = i.column;
    if (c.nullable || c.default !== null || c.identity !== null || c.generated !== null) return [i];
    return [
      { ...i, column: { ...c, nullable: true } },
      { kind: 'SetNullability', table: i.table, column: c.name, nullable: false },
    ];
  });
