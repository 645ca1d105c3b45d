import type { Intent } from '../intent/algebra.js';
import { keptFor } from '../intent/kept-for.js';
import type { QName } from '../ir/name.js';
import { eventsOf, type PlanFacts } from './facts/facts.js';

/** The table beside that has what an intent drops; null when it is gone. */
export const keptIn = (facts: PlanFacts, drop: Intent): QName | null =>
  keptFor(
    drop,
    eventsOf(facts, 'KeepRows').map((e) => e.intent),
  )?.kept.name ?? null;
