import type { QName } from '../ir/name.js';
import { check, finding, plain } from './check.js';
import { eventsOf } from './facts/facts.js';
import { standing } from './facts/situation.js';
import { at } from './words.js';

interface Refused {
  readonly table: QName;
  readonly column: string;
  readonly why: string;
}

export const addColumnDefault = check<Refused>({
  code: 'add-column-default',
  loses: false,
  page: {
    title: 'A default that a table cannot be given while it is there',
    why: 'MySQL refuses ADD COLUMN when the default is worked out by a function that gives every server another value, such as uuid() or rand(), because a replica would fill the rows differently.',
    fix: 'Add the column nullable and without a default, fill it with a `backfill:`, and give it its default in the same plan.',
  },
  appliesTo: (facts) =>
    eventsOf(facts, 'AddColumn').flatMap(({ intent: { table, column }, before }) => {
      const there = standing(before, table)?.origin ?? null;
      if (there === null || column.default?.kind !== 'Expression') return [];
      const why = facts.dialect.probe.refusesDefault(column.default.expr);
      return why === null ? [] : [{ table, column: column.name, why }];
    }),
  probe: () => null,
  judge: (d) =>
    finding(
      'add-column-default',
      'error',
      { table: d.table, column: d.column },
      `${at(d.table, d.column)} cannot be added: ${d.why}.`,
      plain,
      `Give ${d.column} a backfill with the same expression: it is then added empty, filled, and given its default.`,
    ),
});
