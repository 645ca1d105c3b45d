/**
 * An emitter turns a finished plan into the files a migration runner loads. It decides nothing: SQL was printed before,
 * transactions are numbered in the plan, and the clock is an argument.
 */
import type { Problem } from '../ir/problem.js';
import type { Plan } from '../plan/plan.js';
import type { Validated } from '../prelude.js';

/** A moment in UTC, already taken apart: two digits each, four for the year. */
export interface Timestamp {
  readonly year: string;
  readonly month: string;
  readonly day: string;
  readonly hour: string;
  readonly minute: string;
  readonly second: string;
}

export interface EmitOptions {
  readonly timestamp: Timestamp;
  /** Where the files go, as the user wrote it; empty = the current folder. */
  readonly directory: string;
  /** native: what the runner itself reads and writes. snake: `2026_05_27_114523_name`. */
  readonly filenameStyle: 'native' | 'snake';
  /** Names of the files that are in the directory now; the emitted names differ from all of them. */
  readonly existing: ReadonlyArray<string>;
  /** The engine rolls DDL back with the transaction (`Capabilities.transactionalDdl`). */
  readonly transactional: boolean;
  /** Name of the database in the runner's own configuration, where it has one. */
  readonly database: string;
}

export interface EmittedFile {
  readonly path: string;
  readonly contents: string;
  /** Index into `plan.migrations`. */
  readonly migration: number;
  readonly direction: 'up' | 'down' | 'both';
}

export interface Emitter {
  readonly id: string;
  /** With the dot; shown after the migration's name where people read it. */
  readonly extension: string;
  /** One or two files per migration, in order; empty when the plan is. */
  readonly files: (plan: Plan, options: EmitOptions) => Validated<Problem, ReadonlyArray<EmittedFile>>;
}
