import { showName } from '../ir/name.js';
import { duplicates } from './ask.js';
import { type Answer, check, count, exact, finding, open, rows } from './check.js';
import type { Distinct } from './facts/demand.js';
import type { PlanFacts } from './facts/facts.js';
import { distinctDemands } from './facts/key-demands.js';
import { keepFirst, withRepair } from './repair.js';
import { list } from './words.js';

const probe = (d: Distinct) => duplicates(d.origin, d.keys, d.where, d.nullsEqual);

const sharing = (d: Distinct, a: Answer, what: string): string | null => {
  if (a.kind === 'Unknown') return null;
  if (a.refused) return `The values of ${list(d.columns)} cannot be worked out, so ${what} cannot be made.`;
  const n = count(a);
  const groups = count(a, 'groups');
  return n === 0
    ? null
    : `${rows(n)} share ${groups === 1 ? 'one value' : `${groups} values`} of ${list(d.columns)}, so ${what} cannot be made.`;
};

const judge = (code: string, d: Distinct, a: Answer, what: string, becomes: string, remedy: string) => {
  const place = { table: d.table, column: d.columns.length === 1 ? (d.columns[0] ?? null) : null };
  if (a.kind === 'Unknown') return finding(code, 'warn', place, becomes, open(a), remedy);
  const message = sharing(d, a, what);
  return message === null ? null : finding(code, 'error', place, message, exact(Math.max(1, count(a))), remedy);
};

const ofCause = (facts: PlanFacts, test: (d: Distinct) => boolean): ReadonlyArray<Distinct> =>
  distinctDemands(facts).filter(test);

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
  probe,
  judge: (d, a) =>
    judge(
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

export const keepUnique = check<Distinct>({
  code: 'keep-unique',
  loses: false,
  page: {
    title: 'A change that makes duplicates under a key that is there',
    why: 'Rounding, cutting, another collation or a backfill can make equal what was different. The engine finds out when it rebuilds the key, and the change fails.',
    fix: 'Resolve the rows that become equal first, or choose a type or collation that keeps them apart.',
  },
  appliesTo: (facts) => ofCause(facts, (d) => d.cause === 'kept'),
  probe,
  judge: (d, a) =>
    judge(
      'keep-unique',
      d,
      a,
      `the ${d.primary ? 'primary' : 'unique'} key that is there`,
      `The values under the ${d.primary ? 'primary' : 'unique'} key on ${list(d.columns)} change: this fails when two rows become the same.`,
      `Resolve the rows of ${showName(d.table)} that become the same in ${list(d.columns)} first.`,
    ),
});

export const addPrimaryKey = check<Distinct>({
  code: 'add-primary-key',
  loses: false,
  page: {
    title: 'Rows that cannot have the new primary key',
    why: 'A primary key needs different values in every row. It is asked as a unique key is: by the collation and prefix that the key compares with.',
    fix: 'Give every row a value of its own first, or choose other columns.',
  },
  appliesTo: (facts) => ofCause(facts, (d) => d.cause === 'added' && d.primary),
  probe,
  judge: (d, a) =>
    judge(
      'add-primary-key',
      d,
      a,
      'the primary key',
      `${list(d.columns)} becomes the primary key: this fails when two rows have the same value.`,
      `Give every row of ${showName(d.table)} its own ${list(d.columns)} first.`,
    ),
});
