/** What is to be said of a plan in two phases beside its steps. */
import type { QName } from '../ir/name.js';

/** A change that is made in one step although two phases were thought of. */
export interface KeptWhole {
  readonly table: QName;
  readonly column: string | null;
  /** `the rename to password_hash`. */
  readonly what: string;
  /** `it is part of the primary key`. */
  readonly because: string;
}

/** Sides between two phases. Of `oneWay`, what the new release writes and nobody copies to those that the old one reads. */
export interface OneWay {
  readonly table: QName;
  readonly old: ReadonlyArray<string>;
  readonly fresh: ReadonlyArray<string>;
}

/** A declared rename whose new name was there beside the old one before the plan. */
export interface TakenAsDone {
  readonly table: QName;
  readonly from: string;
  readonly to: string;
}

export interface PhaseNotes {
  readonly kept: ReadonlyArray<KeptWhole>;
  readonly oneWay: ReadonlyArray<OneWay>;
  /** Nothing keeps these in step. */
  readonly alone: ReadonlyArray<OneWay>;
  readonly takenAsDone: ReadonlyArray<TakenAsDone>;
}
