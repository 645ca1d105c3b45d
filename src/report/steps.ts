/** What a migration does, intent by intent, in the order of its steps. */
import type { Intent } from '../intent/algebra.js';
import { subjectOf } from '../intent/subject.js';
import { keyOf } from '../ir/name.js';
import type { Migration, Step } from '../plan/plan.js';

export const intentsOf = (steps: ReadonlyArray<Step>): ReadonlyArray<Intent> => steps.flatMap((s) => s.intents);

/** True when everything a migration does is about one table, so that its lines need not name it. */
export const isAboutOneTable = (m: Migration): boolean => {
  const tables = new Set<string>();
  for (const intent of intentsOf(m.up)) {
    const table = intent.kind === 'RenameTable' ? intent.to : subjectOf(intent);
    if (table !== null) tables.add(keyOf(table));
  }
  return tables.size <= 1;
};

/** The printed UPDATE of each data migration of a step; null where statements and intents do not pair one to one. */
export const updateOf = (step: Step): ((intent: Intent) => string | null) => {
  const fills: ReadonlyArray<Intent> = step.intents.filter(
    (i) => (i.kind === 'Backfill' && i.batch === undefined) || (i.kind === 'CopyColumns' && i.batch === null),
  );
  const updates = step.statements.filter((s) => /^update\b/i.test(s.sql));
  return (intent) => (fills.length === updates.length ? (updates[fills.indexOf(intent)]?.sql ?? null) : null);
};
