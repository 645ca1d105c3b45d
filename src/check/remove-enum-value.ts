import { check, count, exact, finding, open, rows } from './check.js';
import type { Passes } from './facts/demand.js';
import { passDemands } from './facts/pass-demands.js';
import { refusals } from './refusals.js';
import { list } from './words.js';

export const removeEnumValue = check<Passes>({
  code: 'remove-enum-value',
  loses: false,
  page: {
    title: 'Rows that use an enum label which is taken away',
    why: 'A label that rows still use cannot go: PostgreSQL casts every row to the new type and stops at the first unknown label, a strict MySQL does the same, one that is not strict stores an empty text.',
    fix: 'Give the rows another label first.',
  },
  appliesTo: (facts) => passDemands(facts).filter((d) => d.labels !== null),
  probe: refusals,
  judge: (d, a) => {
    const labels = (d.labels ?? []).map((l) => `'${l}'`);
    const which = labels.length === 0 ? 'labels of another enum' : list(labels);
    const place = { table: d.table, column: d.column };
    const remedy = `Give the rows of ${d.column} another label first.`;
    if (a.kind === 'Unknown')
      return finding(
        'remove-enum-value',
        'warn',
        place,
        `${d.column} loses ${which}: this fails when a row uses it.`,
        open(a),
        remedy,
      );
    const n = count(a);
    if (n === 0 && !a.refused) return null;
    return finding(
      'remove-enum-value',
      'error',
      place,
      `${n === 0 ? 'Some row uses' : `${rows(n)} ${n === 1 ? 'uses' : 'use'}`} a label that ${d.column} loses: ${which}.`,
      exact(Math.max(1, n)),
      remedy,
    );
  },
});
