import type { DialectId } from '../../../src/ir/expression.js';

/** What people do to their entities, and the operations that must come of it. */
export interface Edit {
  readonly what: string;
  readonly from: string;
  readonly to: string;
  /** Kinds of intents, sorted. */
  readonly plans: ReadonlyArray<string>;
  /** Where an engine needs others. */
  readonly on?: Partial<Record<DialectId, ReadonlyArray<string>>>;
}
