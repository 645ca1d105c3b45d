import { isNever } from '../dialect/probe.js';
import { countWhere, fromTable } from '../sql/select.js';
import { check, count, exact, finding, open, question, rows } from './check.js';
import type { Passes } from './facts/demand.js';
import { passDemands } from './facts/pass-demands.js';
import { about, becomes, present } from './refusals.js';

/** Rows that are converted without a word and do not come back the same. */
export const lossyChange = check<Passes>({
  code: 'lossy-change',
  loses: true,
  page: {
    title: 'Values that are changed without a word',
    why: 'A conversion that succeeds can still lose: decimals are rounded, a time of day or its zone is cut off, trailing blanks go, large numbers lose digits in a float, "007" becomes 7. The rows are counted whose value would not come back if the change were undone.',
    fix: 'Choose a type that holds the values, say with `using:` what is meant, or agree to the loss with --confirm TABLE.COLUMN.',
  },
  appliesTo: (facts) => passDemands(facts).filter((d) => d.by !== 'write' && !isNever(d.outcome.changed)),
  probe: (d) => {
    const { changed } = d.outcome;
    const from = fromTable(d.origin);
    if (changed !== null) return { ...question(about(d, countWhere(from, changed))), trial: true };
    return {
      ...question(about(d, countWhere(from, present(d.value)))),
      onlyZero: `no query can say which values change when they become ${becomes(d)}`,
    };
  },
  judge: (d, a) => {
    const place = { table: d.table, column: d.column };
    const remedy = `Choose a type that holds the values of ${d.column}, or agree to the loss: --confirm ${d.table.name}.${d.column}.`;
    if (a.kind === 'Unknown')
      return finding(
        'lossy-change',
        'warn',
        place,
        `${d.column} becomes ${becomes(d)}: values may be changed on the way.`,
        open(a),
        remedy,
      );
    const n = count(a);
    // A value that is refused is not changed: change-type speaks of it.
    if (n === 0) return null;
    const message = `${rows(n)} would keep a changed value in ${d.column}: it does not come back from ${becomes(d)}.`;
    // With an expression of their own, people have said what they want.
    return finding('lossy-change', d.by === 'using' ? 'warn' : 'error', place, message, exact(n), remedy);
  },
});
