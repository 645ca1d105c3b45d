import type { Expr } from '../../ir/expression.js';
import type { QName } from '../../ir/name.js';
import { allRows, rowsWhere } from '../ask.js';
import type { Question } from '../check.js';
import { type Event, eventsOf, type PlanFacts } from './facts.js';
import { overRows, standing } from './situation.js';

/** Rows that the plan's own UPDATEs write. */
export interface Filled {
  readonly table: QName;
  readonly origin: QName;
  readonly column: string;
  /** All that are written at once. */
  readonly columns: ReadonlyArray<string>;
  readonly all: boolean;
  readonly where: Expr | null;
  readonly event: Event;
}

const filled = (facts: PlanFacts): ReadonlyArray<Filled> =>
  eventsOf(facts, 'Backfill').flatMap((event) => {
    const { intent, before } = event;
    const s = standing(before, intent.table);
    if (s === null || s.origin === null) return [];
    const where = intent.where === null ? null : overRows(intent.where, s);
    const { table, column } = intent;
    const columns = [column];
    return [{ table, origin: s.origin, column, columns, all: intent.where === null, where, event }];
  });

/** Until it was begun, no row has a value in the new columns. */
const copied = (facts: PlanFacts): ReadonlyArray<Filled> =>
  eventsOf(facts, 'CopyColumns').flatMap((event) => {
    const { intent, before } = event;
    const origin = standing(before, intent.table)?.origin ?? null;
    const columns = intent.set.map((x) => x.column);
    const [column] = columns;
    return origin === null || column === undefined
      ? []
      : [{ table: intent.table, origin, column, columns, all: true, where: null, event }];
  });

/** A default that differs from row to row. */
const defaulted = (facts: PlanFacts): ReadonlyArray<Filled> =>
  eventsOf(facts, 'AddColumn').flatMap((event) => {
    const { table, column: added } = event.intent;
    const origin = standing(event.before, table)?.origin ?? null;
    if (origin === null || added.default?.kind !== 'Expression') return [];
    if (!facts.dialect.probe.fillsByUpdate(added.default.expr)) return [];
    return [{ table, origin, column: added.name, columns: [added.name], all: true, where: null, event }];
  });

/** A type change by an expression, where that writes the rows. */
const converted = (facts: PlanFacts): ReadonlyArray<Filled> =>
  (facts.dialect.capabilities.updatesToConvert ? eventsOf(facts, 'ChangeType') : []).flatMap((event) => {
    const { table, column, using } = event.intent;
    const origin = standing(event.before, table)?.origin ?? null;
    return using === null || origin === null
      ? []
      : [{ table, origin, column, columns: [column], all: true, where: null, event }];
  });

export const writtenRows = (facts: PlanFacts): ReadonlyArray<Filled> => [
  ...filled(facts),
  ...copied(facts),
  ...defaulted(facts),
  ...converted(facts),
];

export const askWritten = (d: Filled): Question =>
  d.all ? allRows(d.origin) : rowsWhere(d.origin, d.where, 'the rows are not known');
