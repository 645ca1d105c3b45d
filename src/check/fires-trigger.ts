import { keyOf, sameName, showName } from '../ir/name.js';
import type { Opaque } from '../ir/schema.js';
import { check, count, finding, open, type Question, rows } from './check.js';
import { askClear, clears, takenOut } from './clear-rows.js';
import type { PlanFacts } from './facts/facts.js';
import { type RowEvent, watchedBy } from './facts/trigger-events.js';
import { askWritten, writtenRows } from './facts/written-rows.js';
import { list } from './words.js';

interface Fired {
  readonly by: Opaque;
  readonly what: string;
  readonly table: Opaque['name'];
  readonly column: string | null;
  /** It fires although no row is written. */
  readonly always: boolean;
  readonly ask: Question;
  readonly rows: (counts: (name?: string) => number) => number;
}

const isActor = (o: Opaque): boolean => o.kind === 'trigger' || o.kind === 'rule';

/** What of the database's own watches the event; a trigger that the plan itself makes does as the plan says. */
const watching = (
  facts: PlanFacts,
  opaque: ReadonlyArray<Opaque>,
  table: Opaque['name'],
  event: RowEvent,
  written: ReadonlyArray<string>,
): ReadonlyArray<{ readonly by: Opaque; readonly always: boolean }> => {
  const known = new Set(facts.from.opaque.map((o) => `${o.kind} ${keyOf(o.name)}`));
  return opaque.flatMap((by) => {
    if (!isActor(by) || by.on === null || !sameName(by.on, table) || !known.has(`${by.kind} ${keyOf(by.name)}`))
      return [];
    const w = watchedBy(by.definition[0] ?? '');
    const fires =
      w === null ||
      (w.events.includes(event) &&
        (event !== 'update' ||
          w.columns === null ||
          by.renamed !== undefined ||
          w.columns.some((c) => written.includes(c))));
    return fires ? [{ by, always: w?.statement ?? true }] : [];
  });
};

const fired = (facts: PlanFacts): ReadonlyArray<Fired> => [
  ...writtenRows(facts).flatMap((f) =>
    watching(facts, f.event.before.schema.opaque, f.table, 'update', f.columns).map(
      (w): Fired => ({
        ...w,
        table: f.table,
        column: f.column,
        what: `Filling ${list(f.columns)}`,
        ask: askWritten(f),
        rows: (n) => n(),
      }),
    ),
  ),
  ...clears(facts).flatMap((c) => {
    const { intent: i } = c;
    return watching(facts, c.before.opaque, i.table, i.empties === null ? 'delete' : 'update', i.empties ?? []).map(
      (w): Fired => ({
        ...w,
        table: i.table,
        column: null,
        what: 'Taking rows out of the way',
        ask: askClear(c),
        rows: (n) => takenOut(i, n),
      }),
    );
  }),
];

export const firesTrigger = check<Fired>({
  code: 'fires-trigger',
  loses: false,
  page: {
    title: 'The migration fires a trigger or rule of the table',
    why: 'A backfill is an UPDATE, and taking duplicates or orphans away a DELETE: whatever the table does at one, it does then, too. A trigger can refuse the row, give it another value than the backfill said, or write to other tables, so what was counted before need not be what comes out.',
    fix: 'Read the trigger. Where it is harmless, go on with --allow-unproven; else switch it off for the migration (ALTER TABLE … DISABLE TRIGGER on PostgreSQL), or fill the rows in a migration of their own.',
  },
  appliesTo: fired,
  probe: (f) => f.ask,
  judge: (f, a) => {
    const place = { table: f.table, column: f.column };
    const what = `the ${f.by.kind} ${f.by.name.name}`;
    const remedy = `Read ${what}, and switch it off for the migration unless it is harmless.`;
    if (a.kind === 'Unknown')
      return finding(
        'fires-trigger',
        'warn',
        place,
        `${f.what} fires ${what} of ${showName(f.table)}, which may refuse rows or change them.`,
        open(a),
        remedy,
      );
    const n = f.rows((name) => count(a, name));
    return n === 0 && !f.always
      ? null
      : finding(
          'fires-trigger',
          'warn',
          place,
          `${f.what} writes ${rows(n)} and fires ${what} of ${showName(f.table)}, which may refuse or change what is written.`,
          { kind: 'unknown', why: 'what a trigger does is not known before it fires' },
          remedy,
        );
  },
});
