import type { Intent } from '../intent/algebra.js';
import { type QName, sameName, showName } from '../ir/name.js';
import type { Column } from '../ir/schema.js';
import { sameType } from '../ir/type.js';
import { check, finding, plain } from './check.js';

interface Pair {
  readonly table: QName;
  readonly dropped: string;
  readonly added: string;
  /** null: a column of `table`. */
  readonly newTable: QName | null;
}

const like = (a: Column, b: Column): boolean =>
  sameType(a.type, b.type) && a.generated === null && b.generated === null;

/** A column that goes and one of the same type that comes, in one table, each with one partner only. */
const columnPairs = (intents: ReadonlyArray<Intent>): ReadonlyArray<Pair> => {
  const added = intents.flatMap((i) => (i.kind === 'AddColumn' ? [i] : []));
  const dropped = intents.flatMap((i) => (i.kind === 'DropColumn' && i.restore === undefined ? [i] : []));
  return dropped.flatMap((d) => {
    const partners = added.filter((a) => sameName(a.table, d.table) && like(a.column, d.column));
    const [partner] = partners;
    const rivals = dropped.filter((x) => sameName(x.table, d.table) && like(x.column, d.column));
    return partner === undefined || partners.length > 1 || rivals.length > 1
      ? []
      : [{ table: d.table, dropped: d.column.name, added: partner.column.name, newTable: null }];
  });
};

/** A table that goes and one that comes with the same columns. */
const tablePairs = (intents: ReadonlyArray<Intent>): ReadonlyArray<Pair> => {
  const added = intents.flatMap((i) => (i.kind === 'CreateTable' ? [i.table] : []));
  return intents.flatMap((i) => {
    if (i.kind !== 'DropTable') return [];
    const [twin] = added.filter(
      (t) =>
        t.columns.length === i.table.columns.length &&
        t.columns.every((c) => i.table.columns.some((o) => o.name === c.name && like(o, c))),
    );
    return twin === undefined
      ? []
      : [{ table: i.table.name, dropped: showName(i.table.name), added: showName(twin.name), newTable: twin.name }];
  });
};

export const possibleRename = check<Pair>({
  code: 'possible-rename',
  loses: false,
  page: {
    title: 'Something is dropped and something like it is added',
    why: 'A rename that nobody declared is a drop and an addition: the values are lost.',
    fix: 'Declare it: renamed_from in the spec, or --rename on the command line.',
  },
  appliesTo: (facts) => {
    const intents = facts.events.map((e) => e.intent);
    return [...columnPairs(intents), ...tablePairs(intents)];
  },
  probe: () => null,
  judge: (p) =>
    finding(
      'possible-rename',
      'info',
      p.newTable === null ? { table: p.table, column: p.dropped } : { table: p.table, column: null },
      p.newTable === null
        ? `${p.dropped} is dropped and ${p.added}, of the same type, is added to ${showName(p.table)}: as planned, the values do not move.`
        : `${p.dropped} is dropped and ${p.added}, with the same columns, is created: as planned, the rows do not move.`,
      plain,
      p.newTable === null
        ? `If it is a rename, declare it: renamed_from: ${p.dropped} at ${p.added}, or --rename ${showName(p.table)}.${p.dropped}:${showName(p.table)}.${p.added}.`
        : `If it is a rename, declare it: renamed_from: ${p.dropped} at the table, or --rename ${p.dropped}:${p.added}.`,
    ),
});
