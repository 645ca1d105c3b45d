/** What must be known of migrations that do not run at once, in words. */
import type { Plan } from '../plan/plan.js';

export const isTwoPhase = (plan: Plan): boolean =>
  plan.migrations.some((m) => m.phase === 'expand' || m.phase === 'contract');

export const phaseWarnings = (plan: Plan): ReadonlyArray<string> => [
  ...(isTwoPhase(plan)
    ? ['Phase 2 must not run in the same release as phase 1: deploy it after phase 1 is verified in production.']
    : []),
  ...(plan.migrations.some((m) => m.phase === 'purge')
    ? ['The purge ends the way back: deploy it when its day has come. It stops by itself while anything is to be kept.']
    : []),
];
