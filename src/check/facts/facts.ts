/** The plan as the checks see it: every intent with the situation before and after it. */
import type { Dialect, Lock } from '../../dialect/dialect.js';
import type { Intent } from '../../intent/algebra.js';
import { applyIntent } from '../../intent/registry.js';
import { subjectOf } from '../../intent/subject.js';
import { keyOf, type QName, sameName } from '../../ir/name.js';
import { groupBy } from '../../ir/record.js';
import type { Schema } from '../../ir/schema.js';
import type { Migration, Step } from '../../plan/plan.js';
import { isLeft } from '../../prelude.js';
import { advance, beginning, type Situation, standing } from './situation.js';
import type { Standing } from './standings.js';

export interface Event<I extends Intent = Intent> {
  readonly intent: I;
  readonly before: Situation;
  readonly after: Situation;
}

/** One statement's hold on a table that is there now. */
export interface Hold {
  readonly table: QName;
  readonly lock: Lock;
  /** The table as the statement may leave it: as its step does and, unless it is the step's last about it, as it was. */
  readonly moments: ReadonlyArray<Standing>;
}

export interface PlanFacts {
  readonly dialect: Dialect;
  readonly from: Schema;
  readonly migrations: ReadonlyArray<Migration>;
  readonly events: ReadonlyArray<Event>;
  readonly holds: ReadonlyArray<Hold>;
  /** The situation when everything is done. */
  readonly end: Situation;
  /** From so many rows on a table is large. */
  readonly large: number;
}

const holdsOf = (step: Step, before: Situation, after: Situation): ReadonlyArray<Hold> =>
  step.statements.flatMap((s, at) =>
    s.locks.flatMap((lock) => {
      const first = standing(before, lock.table);
      const last = standing(after, lock.table);
      const { origin } = first ?? last ?? { origin: null };
      const isLast = !step.statements.slice(at + 1).some((t) => t.locks.some((l) => sameName(l.table, lock.table)));
      const moments = isLast ? [last] : [first, last];
      return origin === null
        ? []
        : [{ table: origin, lock, moments: moments.filter((m): m is Standing => m !== null && m.origin === origin) }];
    }),
  );

export const usuallyLarge = 1_000_000;

export const factsOf = (
  migrations: ReadonlyArray<Migration>,
  from: Schema,
  dialect: Dialect,
  large: number = usuallyLarge,
): PlanFacts => {
  const events: Event[] = [];
  const holds: Hold[] = [];
  let now = beginning(from);
  for (const step of migrations.flatMap((m) => m.up)) {
    const start = now;
    for (const intent of step.intents) {
      const schema = applyIntent(intent, now.schema);
      if (isLeft(schema)) continue;
      const after = advance(now, intent, schema.right, dialect);
      events.push({ intent, before: now, after });
      now = after;
    }
    holds.push(...holdsOf(step, start, now));
  }
  return { dialect, from, migrations, events, holds, end: now, large };
};

/** Worked out once for a plan, whichever checks ask. */
export const oncePerPlan = <A>(work: (facts: PlanFacts) => A): ((facts: PlanFacts) => A) => {
  const known = new WeakMap<PlanFacts, { readonly answer: A }>();
  return (facts) => {
    const found = known.get(facts) ?? { answer: work(facts) };
    known.set(facts, found);
    return found.answer;
  };
};

/** The events about each table, by the name it has at that moment. */
export const eventsByTable = oncePerPlan((facts) =>
  groupBy(facts.events, (e) => {
    const table = subjectOf(e.intent);
    return table === null ? null : keyOf(table);
  }),
);

const eventsByKind = oncePerPlan((facts) => groupBy(facts.events, (e) => e.intent.kind));

/** The events of one kind, with the intent's own type. */
export const eventsOf = <K extends Intent['kind']>(
  facts: PlanFacts,
  kind: K,
): ReadonlyArray<Event<Extract<Intent, { kind: K }>>> =>
  (eventsByKind(facts).get(kind) ?? []).flatMap((e) => {
    const { intent } = e;
    return isKind(intent, kind) ? [{ ...e, intent }] : [];
  });

const isKind = <K extends Intent['kind']>(i: Intent, kind: K): i is Extract<Intent, { kind: K }> => i.kind === kind;
