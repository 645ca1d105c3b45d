import type { FormatId } from '../report/registry.js';

/** What a run must know before its options are parsed. */
export interface Manner {
  /** A mistake is told in the format that was asked for. */
  readonly format: FormatId;
  readonly trace: boolean;
}
