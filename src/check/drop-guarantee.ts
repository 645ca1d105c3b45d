import type { Intent } from '../intent/algebra.js';
import { columnsOf } from '../ir/expression.js';
import type { QName } from '../ir/name.js';
import { check, finding, plain } from './check.js';
import type { PlanFacts } from './facts/facts.js';
import { handedOn } from './facts/handed-on.js';
import { keysIn } from './facts/key-demands.js';
import { standing } from './facts/situation.js';
import { list } from './words.js';

interface Gone {
  readonly table: QName;
  readonly what: string;
  readonly columns: ReadonlyArray<string>;
}

const same = (a: ReadonlyArray<string>, b: ReadonlyArray<string>): boolean => a.join('\u0000') === b.join('\u0000');

/** Guarantees that nothing at the end of the plan gives any more. */
const gone = (facts: PlanFacts): ReadonlyArray<Gone> => {
  const handed = handedOn(facts);
  return facts.events.flatMap(({ intent: i }): ReadonlyArray<Gone> => {
    const table = 'table' in i && !('columns' in i.table) ? i.table : null;
    const end = table === null ? null : (standing(facts.end, table)?.table ?? null);
    if (table === null || handed(table, constrained(i))) return [];
    switch (i.kind) {
      case 'DropUnique': {
        const { columns } = i.unique;
        const kept = end !== null && keysIn(end).some((k) => same(k.columns, columns));
        return kept ? [] : [{ table, what: `${list(columns)} is no longer kept unique`, columns }];
      }
      case 'DropForeignKey': {
        const { columns } = i.foreignKey;
        const kept = end?.foreignKeys.some((f) => same(f.columns, columns)) ?? false;
        return kept ? [] : [{ table, what: `${list(columns)} may point to rows that do not exist`, columns }];
      }
      case 'DropCheck': {
        const kept = end?.checks.some((c) => c.name === i.check.name) ?? false;
        return kept ? [] : [{ table, what: `the check ${i.check.name ?? ''} no longer holds`, columns: [] }];
      }
      case 'SetPrimaryKey':
        return i.to !== null || i.from === null
          ? []
          : [{ table, what: 'the table has no primary key any more', columns: i.from.columns.map((c) => c.name) }];
      default:
        return [];
    }
  });
};

const constrained = (i: Intent): ReadonlyArray<string> => {
  switch (i.kind) {
    case 'DropUnique':
      return i.unique.columns;
    case 'DropForeignKey':
      return i.foreignKey.columns;
    case 'DropCheck':
      return columnsOf(i.check.expr) ?? [];
    default:
      return [];
  }
};

export const dropGuarantee = check<Gone>({
  code: 'drop-guarantee',
  loses: false,
  page: {
    title: 'A guarantee goes',
    why: 'A dropped constraint lets in rows that it kept out. Putting it back later fails on the first of them.',
    fix: 'Make sure that programs do not rely on it.',
  },
  appliesTo: gone,
  probe: () => null,
  judge: (g) =>
    finding(
      'drop-guarantee',
      'info',
      { table: g.table, column: g.columns.length === 1 ? (g.columns[0] ?? null) : null },
      `From now on ${g.what}.`,
      plain,
    ),
});
