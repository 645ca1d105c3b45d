import { keyOf, type QName, showName } from '../ir/name.js';
import { groupBy } from '../ir/record.js';
import { allRows } from './ask.js';
import { check, count, finding, open } from './check.js';
import type { PlanFacts } from './facts/facts.js';
import { list } from './words.js';

interface Held {
  readonly table: QName;
  readonly strengths: ReadonlyArray<string>;
  readonly rewrites: boolean;
  readonly blocksReads: boolean;
  /** From so many rows on it is worth a maintenance window; from a tenth of them, a note. */
  readonly large: number;
}

const held = (facts: PlanFacts): ReadonlyArray<Held> => {
  const byTable = groupBy(facts.holds, (h) =>
    h.lock.blocksReads || h.lock.blocksWrites || h.lock.rewrites ? keyOf(h.table) : null,
  );
  return [...byTable.values()].flatMap((holds) => {
    const [first] = holds;
    return first === undefined
      ? []
      : [
          {
            table: first.table,
            strengths: [...new Set(holds.map((h) => h.lock.strength))],
            rewrites: holds.some((h) => h.lock.rewrites),
            blocksReads: holds.some((h) => h.lock.blocksReads),
            large: facts.large,
          },
        ];
  });
};

const blocks = (h: Held): string =>
  `${h.blocksReads ? 'reads and writes' : 'writes'} of ${showName(h.table)} wait (${list(h.strengths)}${h.rewrites ? ', every row is written anew' : ''})`;

export const largeTable = check<Held>({
  code: 'large-table',
  loses: false,
  page: {
    title: 'A large table is locked or rewritten',
    why: 'What takes no time on a small table can keep the users of a large one waiting for minutes. A statement that waits for a strong lock also makes everybody wait who comes after it.',
    fix: 'Choose a maintenance window, build indexes CONCURRENTLY, add constraints NOT VALID and validate them later, or let an online schema change tool do it. Set a lock timeout.',
  },
  appliesTo: held,
  probe: (h) => ({ ...allRows(h.table), estimate: h.table }),
  judge: (h, a) => {
    const place = { table: h.table, column: null };
    const advice = 'Choose a maintenance window, or a form of the change that does not lock (CONCURRENTLY, NOT VALID).';
    if (a.kind === 'Unknown')
      return finding('large-table', a.asked ? 'warn' : 'info', place, `While it runs, ${blocks(h)}.`, open(a), null);
    const n = count(a);
    if (n < h.large / 10) return null;
    return finding(
      'large-table',
      n > h.large ? 'warn' : 'info',
      place,
      `${showName(h.table)} has ${a.estimated ? 'about ' : ''}${n} rows: while it is changed, ${blocks(h)}.`,
      a.estimated ? { kind: 'estimated', count: n } : { kind: 'exact', count: n },
      n > h.large ? advice : null,
    );
  },
});
