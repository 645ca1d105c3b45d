import { check, count, rows } from './check.js';
import { judgeSame, ofCause, sameRows } from './duplicates.js';
import type { Distinct } from './facts/demand.js';
import { keepFirst, withRepair } from './repair.js';
import { list } from './words.js';

interface Repairable extends Distinct {
  readonly repair: string | null;
}

export const addUnique = check<Repairable>({
  code: 'add-unique',
  loses: false,
  page: {
    title: 'Duplicates under a new unique constraint',
    why: 'A unique constraint or unique index cannot be made while two rows have the same key. What is the same, the engine says: by the collation, prefix, expressions, predicate and NULL rule of the index, so "A" and "a", "x" and "x ", or "e" and "é" may be one key. NULLs are all different unless the constraint says NULLS NOT DISTINCT. A new column with a constant default has as many duplicates as there are rows.',
    fix: 'Merge or remove the duplicates first, or say which of them stays (`dedupe: keep_newest(created_at)`).',
  },
  appliesTo: (facts) =>
    ofCause(facts, (d) => d.cause === 'added' && !d.primary).map((d) => ({ ...d, repair: keepFirst(facts, d) })),
  probe: sameRows,
  judge: (d, a) =>
    judgeSame(
      'add-unique',
      d,
      a,
      'the unique key',
      `${list(d.columns)} becomes unique: this fails when two rows have the same value.`,
      withRepair(
        'Remove the duplicates first, or say in the spec which row stays (dedupe).',
        a.kind === 'Known' ? `deletes ${rows(count(a) - count(a, 'groups'))}` : 'keeps the first of each',
        d.repair,
      ),
    ),
});
