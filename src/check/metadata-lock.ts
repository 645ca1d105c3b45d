import { keyOf, type QName, showName } from '../ir/name.js';
import { advice, check, count, finding, inWords, open } from './check.js';
import type { PlanFacts } from './facts/facts.js';

interface Moment {
  readonly table: QName;
  readonly asked: string;
  /** From a tenth of so many rows on it is worth a word. */
  readonly large: number;
}

/** Tables that nothing in the plan holds for long; of the others large-table speaks. */
const moments = (facts: PlanFacts): ReadonlyArray<Moment> => {
  const { rowsOf } = facts.dialect.probe;
  if (rowsOf === null) return [];
  const held = new Set(
    facts.holds.flatMap((h) => (h.lock.blocksReads || h.lock.blocksWrites || h.lock.rewrites ? [keyOf(h.table)] : [])),
  );
  const tables = new Map(
    facts.holds.flatMap((h) =>
      h.lock.momentary === true && !held.has(keyOf(h.table)) ? [[keyOf(h.table), h.table] as const] : [],
    ),
  );
  return [...tables.values()].map((table) => ({ table, asked: rowsOf(table).sql, large: facts.large }));
};

export const metadataLock = check<Moment>({
  code: 'metadata-lock',
  loses: false,
  page: {
    title: 'A change that takes the table for itself, if only for a moment',
    why: 'Every ALTER TABLE of MySQL and MariaDB, an instant one, too, takes an exclusive metadata lock at its end. It waits for each open transaction that has so much as read the table, by default for a day (lock_wait_timeout), and everybody who comes after it waits behind it.',
    fix: 'End long transactions first, and give the session a short lock_wait_timeout, so that the change gives up instead of holding up the others.',
  },
  appliesTo: moments,
  probe: (m) => inWords(m.asked),
  judge: (m, a) => {
    const place = { table: m.table, column: null };
    const name = showName(m.table);
    const says = `the change waits for every open transaction that has touched ${name}, and whoever comes after waits behind it.`;
    if (a.kind === 'Unknown') return finding('metadata-lock', advice(a), place, `For a moment ${says}`, open(a));
    const n = count(a);
    return n < m.large / 10
      ? null
      : finding('metadata-lock', 'info', place, `${name} has about ${n} rows: for a moment ${says}`, {
          kind: 'estimated',
          count: n,
        });
  },
});
