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
  /**
   * All files that may say something: first those that were named, in the order of their names, then those that they refer
   * to as far as they were found (also files of no framework: an enum, a base class).
   */
  readonly files: ReadonlyArray<SourceFile>;
  /**
   * The classes, tables or models asked for by name (`entity:src/user.ts#User`, `entity:App\User\User`); null = every one in
   * the files. A name that is not there is an `entity.unknown` (`unknownEntity` makes it).
   */
  readonly only: ReadonlyArray<string> | null;
  /** The files that were named, not those they refer to or that stand around them; without it, all of them. */
  readonly named?: ReadonlyArray<string>;
  /** Nobody else speaks of these tables: a folder, or all of a project's classes were read. Else the files are a part. */
  readonly everything?: boolean;
  /** The engine whose defaults a framework would take; readers whose schema names its own engine ignore it. */
  readonly dialect: DialectId;
  /**
   * The file that a specifier of `refersTo` led to, by the two names: `leadsTo('src/photo.ts', './user.js')` is
   * `'src/user.ts'`; null = it was not found, is a package's, or lies outside the project.
   */
  readonly leadsTo?: (file: string, specifier: string) => string | null;
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
  /**
   * Files that a file refers to and that must be read too, for the edge to look up: relative specifiers (`./user.js`, with or
   * without extension), or, from a PHP file, full class names without the leading `\`. Never more than the schema needs.
   */
  readonly refersTo: (file: SourceFile) => ReadonlyArray<string>;
}
