import type { Column } from '../ir/schema.js';
import { integerRange } from '../sql/build.js';
import { allRows } from './ask.js';
import { check, count, exact, finding, open, rows } from './check.js';
import type { OnRows } from './facts/demand.js';
import { here } from './facts/demand.js';
import { eventsOf } from './facts/facts.js';
import { standing } from './facts/situation.js';

interface Numbered extends OnRows {
  readonly column: string;
  /** So many rows can be numbered. */
  readonly room: bigint;
}

/** The numbers from the first to the last that the column holds; null = it does not number itself by whole numbers. */
const roomIn = ({ type, identity }: Column): bigint | null => {
  if (identity === null || type.kind !== 'Integer') return null;
  const { low, high } = integerRange(type.bits, type.unsigned);
  const own = identity.kind === 'Identity' ? identity : { start: null, increment: null };
  const step = BigInt(own.increment ?? '1');
  if (step === 0n) return null;
  const first = BigInt(own.start ?? (step > 0n ? '1' : '-1'));
  const span = step > 0n ? BigInt(high) - first : BigInt(low) - first;
  const room = span / step + 1n;
  return room > 0n ? room : 0n;
};

/** No table has more rows than this. */
const enough = 10n ** 12n;

export const numberRows = check<Numbered>({
  code: 'number-rows',
  loses: false,
  page: {
    title: 'More rows than numbers',
    why: 'A new column that numbers itself gives every row that is there a number. A smallint has 32,767 of them, and fewer when it does not begin at 1: the first row beyond makes the change fail.',
    fix: 'Give the column a larger type, or let it begin at a lower number.',
  },
  appliesTo: (facts) =>
    eventsOf(facts, 'AddColumn').flatMap(({ intent: i, before }) => {
      const s = standing(before, i.table);
      const at = s === null ? null : here(s);
      const room = roomIn(i.column);
      return at === null || room === null || room >= enough ? [] : [{ ...at, column: i.column.name, room }];
    }),
  probe: (d) => allRows(d.origin),
  judge: (d, a) => {
    const place = { table: d.table, column: d.column };
    const remedy = `Give ${d.column} a larger type, or let it begin at a lower number.`;
    if (a.kind === 'Unknown')
      return finding(
        'number-rows',
        a.asked ? 'warn' : 'info',
        place,
        `${d.column} numbers the rows that are there: this fails when there are more than ${d.room}.`,
        open(a),
        remedy,
      );
    const n = count(a);
    return BigInt(n) <= d.room
      ? null
      : finding(
          'number-rows',
          'error',
          place,
          `${d.column} has numbers for ${rows(Number(d.room))}, and there ${n === 1 ? 'is' : 'are'} ${n}.`,
          exact(n),
          remedy,
        );
  },
});
