import { subjectOf } from '../intent/subject.js';
import { keyOf, type QName } from '../ir/name.js';
import type { Table } from '../ir/schema.js';
import { check, finding, plain } from './check.js';
import type { Event, PlanFacts } from './facts/facts.js';
import { standing, typesIn } from './facts/situation.js';
import { partsOfTable } from './facts/stated.js';
import { typeWords } from './words.js';

interface Compared {
  readonly table: QName;
  /** The column that is compared; null = something worked out. */
  readonly column: string | null;
  /** What compares: `the check positive`. */
  readonly part: string;
  readonly type: string;
  readonly refused: boolean;
}

/** The table as a statement of the change makes or alters it; null = it does not. */
const madeBy = ({ intent: i, before, after }: Event): Table | null => {
  if (i.kind === 'CreateTable') return i.table;
  const about = i.kind === 'RenameTable' ? null : subjectOf(i);
  const now = about === null ? null : (standing(after, about)?.table ?? null);
  return about === null || now === (standing(before, about)?.table ?? null) ? null : now;
};

const compared = (facts: PlanFacts): ReadonlyArray<Compared> => {
  const { misreads } = facts.dialect.probe;
  const found = new Map<string, Compared>();
  for (const e of facts.events) {
    const table = madeBy(e);
    if (table === null) continue;
    const typeOf = typesIn(table);
    for (const { part, expr } of partsOfTable(table))
      for (const { beside, fate } of misreads(expr, typeOf)) {
        const column = beside.kind === 'Column' ? beside.name : null;
        const type = column === null ? null : typeOf(column);
        const refused = fate === 'refused';
        const key = JSON.stringify([keyOf(table.name), part, column, refused]);
        found.set(key, { table: table.name, column, part, type: type === null ? 'value' : typeWords(type), refused });
      }
  }
  return [...found.values()];
};

export const constantFit = check<Compared>({
  code: 'constant-fit',
  loses: false,
  page: {
    title: 'A constant that is none of the type it is compared with',
    why: "MySQL and MariaDB read some constants when a table is made or altered, whatever its rows: beside a BIGINT or YEAR column, on MySQL also beside a date, a time or in a list. MySQL refuses a text that is no such value (1292); MariaDB takes it for another one and keeps the expression so, `c <> 0` for `c <> 'zz'`. A check that a text column bore stops the change of that column to a number.",
    fix: 'Compare the column with a value of its type, or drop the check first.',
  },
  appliesTo: compared,
  probe: () => null,
  judge: (d) => {
    const what = d.column ?? 'a value';
    const place = { table: d.table, column: d.column };
    const remedy = `Compare ${what} with a constant of its type, or drop ${d.part} first.`;
    const [first = '', ...rest] = d.part;
    const begin = `${first.toUpperCase()}${rest.join('')} compares ${what} with a constant that is no ${d.type}`;
    return d.refused
      ? finding('constant-fit', 'error', place, `${begin}: the server refuses the table so.`, plain, remedy)
      : finding(
          'constant-fit',
          'warn',
          place,
          `${begin} as it is written: the server may keep another constant.`,
          { kind: 'unknown', why: 'only the server knows how it reads the constant' },
          remedy,
        );
  },
});
