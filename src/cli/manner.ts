import type { FormatId } from '../report/registry.js';

/** What a run must know before its options are parsed. */
export interface Manner {
  /** A mistake is told in the format that was asked for. */
  readonly format: FormatId;
  readonly trace: boolean;
  /** Aborted, with the exit code as its reason, when somebody stops the program. */
  readonly signal: AbortSignal;
}
