/** What the process says to its caller; the same number stands in the JSON document. */
import type { Verdict } from '../plan/plan.js';

export const exitCode = {
  /** Nothing speaks against the plan. */
  safe: 0,
  /** A finding says error. */
  unsafe: 1,
  /** The command line or a source has a problem. */
  usage: 2,
  /** A check could not be answered, and `--allow-unproven` was not given. */
  unproven: 3,
  /** The database could not be reached or read. */
  database: 4,
  /** A defect of this program. */
  defect: 70,
  interrupted: 130,
  terminated: 143,
} as const;

export type ExitCode = (typeof exitCode)[keyof typeof exitCode];

export const exitCodeOf = (verdict: Verdict): ExitCode => exitCode[verdict];
