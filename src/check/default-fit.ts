import type { Outcome } from '../dialect/probe.js';
import { E, type Literal } from '../ir/expression.js';
import type { QName } from '../ir/name.js';
import { type Column, column, type Default } from '../ir/schema.js';
import { T } from '../ir/type.js';
import { countWhere, fromNothing } from '../sql/select.js';
import { check, count, finding, open, plain, question } from './check.js';
import type { Event, PlanFacts } from './facts/facts.js';
import { plainlyFits } from './facts/plainly-fits.js';
import { columnIn, defaultOutcome, labelsOf, standing } from './facts/situation.js';
import { typeWords } from './words.js';

interface Given {
  readonly table: QName;
  readonly column: Column;
  /** Stating it fails; else only a row that relies on it does. */
  readonly stops: boolean;
  readonly outcome: Outcome;
}

interface Stated {
  readonly table: QName;
  readonly column: Column;
  readonly added: boolean;
}

/** Columns that get a default, or another type under the one they have. */
const statedBy = ({ intent: i, after }: Event): ReadonlyArray<Stated> => {
  const now = (name: string): Column | null => {
    const s = 'table' in i && !('columns' in i.table) ? standing(after, i.table) : null;
    return s === null ? null : columnIn(s, name);
  };
  switch (i.kind) {
    case 'CreateTable':
      return i.table.columns.map((c) => ({ table: i.table.name, column: c, added: false }));
    case 'AddColumn':
      return [{ table: i.table, column: i.column, added: true }];
    case 'SetDefault':
    case 'ChangeType': {
      const c = now(i.column);
      return c === null ? [] : [{ table: i.table, column: c, added: false }];
    }
    default:
      return [];
  }
};

const literalOf = (d: Default | null): Literal | null => (d?.kind === 'Value' ? d.value : null);

const typed = (l: Literal): Column | null => {
  if (l.kind === 'String') return column('', T.varchar([...l.value].length));
  return l.kind === 'Number' ? column('', T.decimal(65, 30)) : null;
};

const given = (facts: PlanFacts): ReadonlyArray<Given> =>
  facts.events.flatMap((e) =>
    statedBy(e).flatMap(({ table, column: c, added }): ReadonlyArray<Given> => {
      const literal = literalOf(c.default);
      const from = literal === null ? null : typed(literal);
      const at = standing(e.after, table)?.table ?? null;
      if (
        literal === null ||
        from === null ||
        at === null ||
        plainlyFits(literal, c.type, labelsOf(e.after.schema, c.type))
      )
        return [];
      const outcome = defaultOutcome(facts.dialect, e.after.schema, at, E.literal(literal), from, c);
      const stops = added || facts.dialect.probe.triesDefault(literal, c);
      return outcome === null ? [] : [{ table, column: c, stops, outcome }];
    }),
  );

export const defaultFit = check<Given>({
  code: 'default-fit',
  loses: false,
  page: {
    title: 'A default that its column cannot hold',
    why: 'A default that is too long, out of range or no value of the column’s type is refused: by MySQL and MariaDB when it is stated, by PostgreSQL when a column is added with it or when its text is no value of the type, elsewhere by the first row that relies on it.',
    fix: 'Give a default that the column can hold, or widen the column.',
  },
  appliesTo: given,
  probe: ({ outcome: { refused, value, trial } }) => {
    const worked =
      trial && value !== null
        ? [
            {
              ...countWhere(fromNothing, null),
              columns: [{ as: 'worked', value: { kind: 'CountOf', expr: value } as const }],
            },
          ]
        : [];
    if (refused === null && worked.length === 0)
      return { ...question(countWhere(fromNothing, null)), onlyZero: 'no query can say what the column holds' };
    return { ...question(...(refused === null ? [] : [countWhere(fromNothing, refused)]), ...worked), trial: true };
  },
  judge: (d, a) => {
    const place = { table: d.table, column: d.column.name };
    const remedy = `Give ${d.column.name} a default that ${typeWords(d.column.type)} can hold.`;
    if (a.kind === 'Unknown')
      return finding(
        'default-fit',
        'warn',
        place,
        `The default of ${d.column.name} may be no ${typeWords(d.column.type)}.`,
        open(a),
        remedy,
      );
    if (count(a) === 0 && !a.refused) return null;
    return finding(
      'default-fit',
      d.stops ? 'error' : 'warn',
      place,
      `The default of ${d.column.name} is no ${typeWords(d.column.type)}${d.stops ? '' : ': the first row that relies on it is refused'}.`,
      plain,
      remedy,
    );
  },
});
