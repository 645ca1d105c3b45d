import { type QName, showName } from '../ir/name.js';
import { allRows } from './ask.js';
import { check, count, exact, finding, open, rows } from './check.js';
import { eventsOf } from './facts/facts.js';
import { standing } from './facts/situation.js';
import { keptIn } from './kept-in.js';

interface Dropped {
  readonly table: QName;
  readonly origin: QName;
  /** The table beside that has its rows; null = they are gone. */
  readonly keptIn: QName | null;
}

export const dropTable = check<Dropped>({
  code: 'drop-table',
  loses: true,
  page: {
    title: 'A table is dropped',
    why: 'DROP TABLE takes every row with it, and its indexes, triggers and privileges. Undoing the migration brings back an empty table.',
    fix: 'Make sure that nothing uses the table, keep a copy, and agree with --confirm TABLE or --force.',
  },
  appliesTo: (facts) =>
    eventsOf(facts, 'DropTable').flatMap(({ intent, before }) => {
      const origin = standing(before, intent.table.name)?.origin ?? null;
      return origin === null ? [] : [{ table: intent.table.name, origin, keptIn: keptIn(facts, intent) }];
    }),
  probe: (d) => allRows(d.origin),
  judge: (d, a) => {
    const place = { table: d.table, column: null };
    const name = showName(d.table);
    const remedy = `Keep a copy of the rows, or agree to lose them: --confirm ${d.table.name}.`;
    if (a.kind === 'Unknown')
      return finding('drop-table', 'warn', place, `The table ${name} is dropped with all its rows.`, open(a), remedy);
    const n = count(a);
    if (d.keptIn !== null && n > 0)
      return finding(
        'drop-table',
        'warn',
        place,
        `The table ${name} is dropped; its ${rows(n)} ${n === 1 ? 'is' : 'are'} kept in ${showName(d.keptIn)}.`,
        exact(n),
      );
    return n === 0
      ? finding('drop-table', 'warn', place, `The table ${name}, which is empty, is dropped.`, exact(0))
      : finding('drop-table', 'error', place, `The table ${name} is dropped with its ${rows(n)}.`, exact(n), remedy);
  },
});
