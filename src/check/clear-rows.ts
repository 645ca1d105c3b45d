import type { IntentByKind } from '../intent/algebra.js';
import { columnsOf } from '../ir/expression.js';
import { type QName, sameName, showName } from '../ir/name.js';
import type { Schema } from '../ir/schema.js';
import { countOrphans, fromTable } from '../sql/select.js';
import { duplicates, rowsWhere } from './ask.js';
import { check, count, exact, finding, open, plain, type Question, question, rows } from './check.js';
import { type Event, eventsOf, type PlanFacts } from './facts/facts.js';
import { cells, compared } from './facts/foreign-key-demands.js';
import { stored } from './facts/key-demands.js';
import { columnIn, overRows, standing } from './facts/situation.js';
import type { Standing } from './facts/standings.js';
import { list } from './words.js';

type Clear = IntentByKind['ClearRows'];

export interface Cleared {
  readonly intent: Clear;
  /** The schema by then. */
  readonly before: Schema;
  readonly origin: QName;
  /** Null: no expression says which rows those are. */
  readonly ask: Question | null;
}

/** The rows it is about, over the rows as they are now. */
const asked = (facts: PlanFacts, e: Event<Clear>, s: Standing, origin: QName): Question | null => {
  const { rows: r } = e.intent;
  if (r.kind === 'All') return null;
  if (r.kind === 'Where') return rowsWhere(origin, overRows(r.expr, s), 'the rows are not known');
  if (r.kind === 'Orphans') {
    const parent = standing(e.before, r.parent);
    if (parent === null || parent.origin === null) return null;
    const by = r.parentColumns.map((c) => columnIn(parent, c));
    const theirs = compared(facts, parent, cells(parent, r.parentColumns), by);
    const keys = compared(facts, s, cells(s, r.columns), by).flatMap((child, i) => {
      const key = theirs[i] ?? null;
      return child === null || key === null ? [] : [{ child, parent: key }];
    });
    return keys.length < r.columns.length
      ? null
      : question(...countOrphans({ child: fromTable(origin), parent: fromTable(parent.origin), keys, full: r.full }));
  }
  const keys = r.key.flatMap((k) => {
    const value = s.cells.get(k.column)?.expr ?? null;
    const part = { column: columnIn(s, k.column), prefix: null, collation: k.collation, opclass: null };
    const key = value === null ? null : facts.dialect.probe.key(value, { ...part, stored: stored(s, value) });
    return key === null ? [] : [key];
  });
  const where = r.where === null ? null : overRows(r.where, s);
  if (keys.length < r.key.length || (r.where !== null && where === null)) return null;
  return duplicates(fromTable(origin), keys, where, r.nullsEqual);
};

/** `one`: of a single row. */
const why = (i: Clear, one = false): string => {
  switch (i.rows.kind) {
    case 'Duplicates':
      return `${one ? 'shares' : 'share'} ${list(i.rows.key.map((k) => k.column))} with a row that stays`;
    case 'Orphans':
      return `${one ? 'points' : 'point'} to no row of ${showName(i.rows.parent)}`;
    default:
      return `${one ? 'does' : 'do'} not fit ${list((i.rows.kind === 'Where' ? columnsOf(i.rows.expr) : null) ?? ['the new constraint'])}`;
  }
};

export const clears = (facts: PlanFacts): ReadonlyArray<Cleared> =>
  eventsOf(facts, 'ClearRows').flatMap((e) => {
    const s = standing(e.before, e.intent.table);
    if (s === null || s.origin === null) return [];
    return [{ intent: e.intent, before: e.before.schema, origin: s.origin, ask: asked(facts, e, s, s.origin) }];
  });

export const askClear = (d: Cleared): Question => d.ask ?? rowsWhere(d.origin, null, 'the rows are not known');

/** Rows that are taken out, by the columns of the answer. */
export const takenOut = (i: Clear, n: (name?: string) => number): number =>
  i.rows.kind === 'Duplicates' ? n() - n('groups') : n() + n('half');

export const clearRows = check<Cleared>({
  code: 'clear-rows',
  loses: false,
  page: {
    title: 'Rows that the migration takes out of the way',
    why: 'The source, or whoever made the plan, chose what happens to rows that a new constraint would refuse (`dedupe:`, --fix). They are first copied into a table beside, whose name begins with altair_kept_; undoing the migration brings them back.',
    fix: 'Look at the rows before applying, and drop the table beside when nobody will go back.',
  },
  appliesTo: clears,
  probe: askClear,
  judge: ({ intent: i }, a) => {
    const what = i.empties === null ? 'deleted' : `emptied of ${list(i.empties)}`;
    const place = { table: i.table, column: null };
    const name = showName(i.kept.name);
    if (a.kind === 'Unknown')
      return finding('clear-rows', 'warn', place, `Rows that ${why(i)} are ${what}, and kept in ${name}.`, open(a));
    const n = takenOut(i, (name) => count(a, name));
    return n === 0
      ? null
      : finding(
          'clear-rows',
          'warn',
          place,
          `${rows(n)} of ${showName(i.table)} that ${why(i, n === 1)} ${n === 1 ? 'is' : 'are'} ${what}, and kept in ${name}.`,
          exact(n),
        );
  },
});

interface Referred extends Cleared {
  /** Tables whose foreign keys point to it. */
  readonly by: ReadonlyArray<QName>;
}

const referred = (facts: PlanFacts): ReadonlyArray<Referred> =>
  clears(facts).flatMap((d) => {
    if (d.intent.empties !== null) return [];
    const by = d.before.tables.filter((t) => t.foreignKeys.some((f) => sameName(f.references.table, d.intent.table)));
    return by.length === 0 ? [] : [{ ...d, by: by.map((t) => t.name) }];
  });

export const clearReferenced = check<Referred>({
  code: 'clear-referenced',
  loses: true,
  page: {
    title: 'Rows that others point to are deleted',
    why: 'A foreign key with ON DELETE CASCADE takes the rows that point to a deleted row with it, SET NULL empties their key, and any other action makes the migration fail. What they held is not kept.',
    fix: 'Let the rows point to the one that stays first, empty the column instead of deleting the row (null_others), or agree with --confirm TABLE or --force.',
  },
  appliesTo: referred,
  probe: askClear,
  judge: ({ intent, by }, a) => {
    if (a.kind === 'Known' && takenOut(intent, (name) => count(a, name)) === 0) return null;
    const doubt = a.kind === 'Unknown' && a.asked;
    return finding(
      'clear-referenced',
      doubt ? 'warn' : 'error',
      { table: intent.table, column: null },
      `Rows of ${showName(intent.table)} are deleted while ${by.map(showName).join(', ')} may point to them.`,
      doubt ? open(a) : plain,
      `Let them point to the row that stays first, or agree: --confirm ${intent.table.name}.`,
    );
  },
});
