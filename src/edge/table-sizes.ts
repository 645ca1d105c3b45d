/** About how many rows each table has, as the server's own statistics say it: one cheap question. */
import { keyOf, qname } from '../ir/name.js';
import { record } from '../ir/record.js';
import { isLeft } from '../prelude.js';
import type { Database } from './database.js';

/** By `keyOf(table)`. Tables that the server has no numbers of are not in it; none are when it cannot be asked. */
export const tableSizes = async (database: Database): Promise<Readonly<Record<string, number>>> => {
  const asked = database.dialect.probe.estimates;
  if (asked === null) return {};
  const rows = await database.query(asked.sql);
  if (isLeft(rows)) return {};
  return record(
    rows.right.flatMap((r) => {
      // A table that was never analysed has no more rows than its pages can hold.
      const n = Number(Number(r['rows']) < 0 ? (r['most'] ?? -1) : r['rows']);
      const namespace = typeof r['namespace'] === 'string' ? r['namespace'] : null;
      return typeof r['name'] !== 'string' || !Number.isInteger(n) || n < 0
        ? []
        : [[keyOf(qname(r['name'], namespace)), n] as const];
    }),
  );
};
