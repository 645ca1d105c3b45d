/** What a source declares and no step of the plan does: said, never left out in silence. */
import { showName } from '../ir/name.js';
import type { Finding } from '../plan/plan.js';
import type { Unplanned } from '../plan/unplanned.js';
import { isGap } from './capability-gap.js';
import { plain } from './check.js';
import { isPhaseNote } from './phase-notes.js';

const told = ({ rule, why }: Unplanned): Finding => {
  const shared = { table: rule.table, evidence: plain } as const;
  if (rule.kind === 'Archive') {
    const what = rule.column === null ? showName(rule.table) : `${showName(rule.table)}.${rule.column}`;
    return {
      ...shared,
      code: 'archive-not-planned',
      level: 'error',
      column: rule.column,
      message: `${what} is to be archived for ${rule.days} days, but no step of this plan can copy it before it is dropped: ${why}.`,
      remedy: 'Copy the key and the values into a table of their own before applying the migration.',
    };
  }
  if (rule.kind === 'Clear')
    return {
      ...shared,
      code: 'fix-not-planned',
      level: 'error',
      column: rule.columns?.length === 1 ? (rule.columns[0] ?? null) : null,
      message: `Rows of ${showName(rule.table)} are to be cleared out of the way of a ${rule.from}, but no step of this plan can do it: ${why}.`,
      remedy: 'Put the rows right before applying the migration.',
    };
  return {
    ...shared,
    code: 'dedupe-not-planned',
    level: 'error',
    column: null,
    message: `Duplicates of (${rule.columns.join(', ')}) are to be removed (keep ${rule.keep}), but no step of this plan can remove them: ${why}.`,
    remedy: 'Remove the duplicates before applying the migration; the unique key fails on them, it destroys none.',
  };
};

export const declaredOnly = (unplanned: ReadonlyArray<Unplanned>): ReadonlyArray<Finding> => unplanned.map(told);

const codes: ReadonlySet<string> = new Set(['archive-not-planned', 'dedupe-not-planned', 'fix-not-planned']);

/** These come from the source, not from the plan's steps: asking the database neither finds nor settles them. */
export const isDeclaredOnly = (f: Finding): boolean => codes.has(f.code) || isPhaseNote(f) || isGap(f);
