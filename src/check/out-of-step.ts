import type { Expr } from '../ir/expression.js';
import type { QName } from '../ir/name.js';
import { rowsWhere } from './ask.js';
import { check, count, exact, finding, open, rows } from './check.js';
import { eventsOf } from './facts/facts.js';
import { overRows, standing } from './facts/situation.js';
import { list } from './words.js';

interface Compared {
  readonly table: QName;
  readonly origin: QName;
  readonly columns: ReadonlyArray<string>;
  readonly differs: Expr | null;
}

export const outOfStep = check<Compared>({
  code: 'out-of-step',
  loses: false,
  page: {
    title: 'The old and the new columns do not say the same',
    why: 'Phase 2 lets the old columns go. It looks first whether every row says the same on both sides and stops when one does not: then something wrote while the triggers were off, or phase 1 was not carried out to its end.',
    fix: 'Run the copying step of phase 1 again, or correct the rows it cannot; then run phase 2.',
  },
  // Where phase 1 is part of the plan, it brings both sides in step itself.
  appliesTo: (facts) => {
    const copied = new Set(eventsOf(facts, 'CopyColumns').flatMap(({ intent: i }) => i.set.map((x) => x.column)));
    return eventsOf(facts, 'Verify').flatMap(({ intent, before }) => {
      const s = standing(before, intent.table);
      if (s === null || s.origin === null || intent.columns.some((c) => copied.has(c))) return [];
      const { table, columns } = intent;
      return [{ table, origin: s.origin, columns, differs: overRows(intent.violating, s) }];
    });
  },
  probe: (c) => rowsWhere(c.origin, c.differs, 'what differs cannot be asked'),
  judge: (c, a) => {
    const place = { table: c.table, column: c.columns[0] ?? null };
    if (a.kind === 'Unknown')
      return finding(
        'out-of-step',
        'warn',
        place,
        `Phase 2 stops when a row does not say the same in ${list(c.columns)}.`,
        open(a),
      );
    const n = count(a);
    return n === 0
      ? null
      : finding(
          'out-of-step',
          'error',
          place,
          `${rows(n)} ${n === 1 ? 'does' : 'do'} not say the same in ${list(c.columns)}: phase 2 would stop.`,
          exact(n),
          'Run the copying step of phase 1 again.',
        );
  },
});
