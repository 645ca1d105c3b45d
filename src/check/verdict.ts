/** What the findings come to. */
import type { Finding, Verdict } from '../plan/plan.js';

/** A doubt: nobody could say that it does not happen. Notes are none. */
export const isDoubt = (f: Finding): boolean =>
  f.level === 'warn' && (f.evidence.kind === 'unknown' || f.evidence.kind === 'assumed');

export const verdictOf = (findings: ReadonlyArray<Finding>): Verdict =>
  findings.some((f) => f.level === 'error') ? 'unsafe' : findings.some(isDoubt) ? 'unproven' : 'safe';
