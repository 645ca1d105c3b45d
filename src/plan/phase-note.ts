/** What is to be said of a plan in two phases beside its steps. */
import type { Expr } from '../ir/expression.js';
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

/** Sides between the phases of which the first was carried out before the plan, and the rows that it left out. */
export interface Side extends OneWay {
  readonly name: string;
  readonly notCopied: Expr;
}

/** A first phase that an earlier plan began. `rows`: so many were not copied; null = what keeps both in step is missing, too. */
export interface GoesOn extends OneWay {
  readonly rows: number | null;
  /** Nothing follows from the new side: what it was emptied of looks as if it had never been copied. */
  readonly oneWay: boolean;
}

/** A declared rename whose new name was there beside the old one before the plan. */
export interface TakenAsDone {
  readonly table: QName;
  readonly from: string;
  readonly to: string;
}

/**
 * A view that stands under a table's old name until phase 2. `refuses`: what goes wrong there. `backRefuses`: the way back may
 * refuse a statement that is under way.
 */
interface Shown {
  readonly backRefuses: boolean;
  readonly table: QName;
  readonly oldName: QName;
  readonly refuses: string;
}

/** Columns that a foreign key's action writes without those that are kept in step with them. */
export interface Past extends OneWay {
  readonly columns: ReadonlyArray<string>;
}

export interface PhaseNotes {
  readonly shown: ReadonlyArray<Shown>;
  readonly past: ReadonlyArray<Past>;
  readonly kept: ReadonlyArray<KeptWhole>;
  readonly oneWay: ReadonlyArray<OneWay>;
  /** Nothing keeps these in step. */
  readonly alone: ReadonlyArray<OneWay>;
  readonly goesOn: ReadonlyArray<GoesOn>;
  readonly takenAsDone: ReadonlyArray<TakenAsDone>;
}
