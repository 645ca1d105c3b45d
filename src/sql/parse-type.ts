/** Splits a type's spelling into words and arguments; knows no dialect. */
import type { Either } from '../prelude.js';
import { parse } from './generated/type.generated.js';
import { attempt, type SyntaxError_ } from './parse-expression.js';

export interface TypeWords {
  /** Lower case, single spaces: `character varying`. Quoted parts keep their quotes: `"char"`, `public."Mood"`. */
  readonly name: string;
  /** As written, or, for enum labels, what they say. */
  readonly args: ReadonlyArray<string>;
  /** What follows: `unsigned`, `with time zone`, `character set utf8mb4`. Lower case, single spaces. */
  readonly suffix: string;
  /** Dimensions. */
  readonly array: number;
}

export const parseTypeWords = (spelling: string): Either<SyntaxError_, TypeWords> =>
  attempt(spelling, () => parse(spelling));
