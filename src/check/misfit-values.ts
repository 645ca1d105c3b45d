import { rowsWhere } from './ask.js';
import { check, count, exact, finding, open, rowsHave } from './check.js';
import type { Passes } from './facts/demand.js';
import { passDemands } from './facts/pass-demands.js';
import { typeWords } from './words.js';

export const misfitValues = check<Passes>({
  code: 'misfit-values',
  loses: false,
  page: {
    title: 'Values that stay although they are not of the new type',
    why: 'SQLite keeps what it cannot convert: the text "abc" stays a text in an INTEGER column, and no length is ever enforced. The change succeeds, and programs that trust the type meet the old value.',
    fix: 'Correct the values, convert them with `using:`, or make the table STRICT, which refuses them.',
  },
  appliesTo: (facts) => passDemands(facts).filter((d) => d.outcome.misfit !== undefined),
  probe: (d) => rowsWhere(d.origin, d.outcome.misfit ?? null, 'the values are not known'),
  judge: (d, a) => {
    const place = { table: d.table, column: d.column };
    const type = typeWords(d.to.type);
    const remedy = `Correct the values of ${d.column}, or convert them with using:.`;
    if (a.kind === 'Unknown')
      return finding(
        'misfit-values',
        a.asked ? 'warn' : 'info',
        place,
        `${d.column} becomes ${type}: values that are none stay as they are.`,
        open(a),
        remedy,
      );
    const n = count(a);
    return n === 0
      ? null
      : finding(
          'misfit-values',
          'warn',
          place,
          `${rowsHave(n)} a value in ${d.column} that is no ${type}; it stays.`,
          exact(n),
          remedy,
        );
  },
});
