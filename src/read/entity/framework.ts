/** What every reader of entity classes and framework schemas offers. Source is parsed, never executed. */
import type { Desired } from '../../ir/desired.js';
import type { DialectId } from '../../ir/expression.js';
import type { Problem } from '../../ir/problem.js';
import type { Validated } from '../../prelude.js';

/** One file, with the name that positions carry. */
export interface SourceFile {
  readonly name: string;
  readonly text: string;
}

export interface EntityRequest {
  /** All files that may say something: those that were named, and those that they refer to as far as they were found. */
  readonly files: ReadonlyArray<SourceFile>;
  /** The classes, tables or models asked for by name (`entity:src/user.ts#User`); null = every one in the files. */
  readonly only: ReadonlyArray<string> | null;
  /** The engine whose defaults a framework would take; readers whose schema names its own engine ignore it. */
  readonly dialect: DialectId;
}

export interface Framework {
  /** For people: `TypeORM`. */
  readonly name: string;
  /** Whether a file is written for this framework; a cheap look at its name and text. */
  readonly claims: (file: SourceFile) => boolean;
  /**
   * Left: every Problem, with its place. What is computed at run time is a Problem, never a guess.
   * Owns what the framework's own schema tool would own: the listed tables' columns and whatever facets it declares.
   */
  readonly read: (request: EntityRequest) => Validated<Problem, Desired>;
  /** Files (relative specifiers, class names) that a file refers to and that must be read too, for the edge to look up. */
  readonly refersTo: (file: SourceFile) => ReadonlyArray<string>;
}
