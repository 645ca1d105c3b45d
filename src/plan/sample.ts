/** A few of the rows that a finding is about. They hold values of people's rows: only a report for a terminal shows them. */
import { showName } from '../ir/name.js';
import type { Finding } from './plan.js';

export interface Sample {
  readonly names: ReadonlyArray<string>;
  /** The beginning of each value as text; null is NULL. */
  readonly rows: ReadonlyArray<ReadonlyArray<string | null>>;
}

/** By `sampleKey(finding)`. */
export type Samples = ReadonlyMap<string, ReadonlyArray<Sample>>;

/** The same for a finding that a person has agreed to since. */
export const sampleKey = (f: Finding): string =>
  JSON.stringify([f.code, f.table === null ? null : showName(f.table), f.column, f.evidence]);

/** Characters of a value that are fetched. */
export const briefly = 80;
