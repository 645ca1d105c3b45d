import { rowsWhere } from './ask.js';
import { type Answer, check, count, exact, finding, open, rows } from './check.js';
import type { Holds } from './facts/demand.js';
import { holdsDemands } from './facts/row-demands.js';

const probe = (d: Holds) => ({
  ...rowsWhere(d.origin, d.broken, 'no query can say what the check will see'),
  trial: true,
});

const name = (d: Holds): string => (d.name === null ? 'the check' : `the check ${d.name}`);

const judge = (code: string, d: Holds, a: Answer, may: string, does: string) => {
  const place = { table: d.table, column: null };
  const remedy = `Correct the rows for which ${name(d)} is false first.`;
  if (a.kind === 'Unknown') return finding(code, 'warn', place, may, open(a), remedy);
  if (a.refused)
    return finding(code, 'error', place, `The server cannot work out ${name(d)} for some row.`, exact(1), remedy);
  const n = count(a);
  return n === 0
    ? null
    : finding(code, 'error', place, `${rows(n)} ${n === 1 ? 'breaks' : 'break'} ${name(d)}${does}.`, exact(n), remedy);
};

export const addCheck = check<Holds>({
  code: 'add-check',
  loses: false,
  page: {
    title: 'Rows that break a new check',
    why: 'A check is verified on every row when it is added. A row for which it is FALSE makes that fail; one for which it is NULL does not.',
    fix: 'Correct the rows first. On PostgreSQL the check can be added NOT VALID, so that it holds for new rows only.',
  },
  appliesTo: (facts) => holdsDemands(facts).filter((d) => d.cause === 'added'),
  probe,
  judge: (d, a) =>
    judge(
      'add-check',
      d,
      a,
      `${name(d)[0]?.toUpperCase()}${name(d).slice(1)} is added: this fails when a row breaks it.`,
      '',
    ),
});

export const keepCheck = check<Holds>({
  code: 'keep-check',
  loses: false,
  page: {
    title: 'A change of values that breaks a check that is there',
    why: 'A conversion or a backfill changes what a check sees. Rows that break it with their new value make the change fail.',
    fix: 'Choose values that keep the check, or change the check in the same plan.',
  },
  appliesTo: (facts) => holdsDemands(facts).filter((d) => d.cause === 'kept'),
  probe,
  judge: (d, a) =>
    judge(
      'keep-check',
      d,
      a,
      `The values that ${name(d)} sees change: this fails when a row breaks it.`,
      ' with the new values',
    ),
});
