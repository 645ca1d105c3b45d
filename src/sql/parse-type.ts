/** Splits a type's spelling into words and arguments; knows no dialect. */
import { remembered } from '../ir/remembered.js';
import { type Either, right } from '../prelude.js';
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

export const parseTypeWords: (spelling: string) => Either<SyntaxError_, TypeWords> = remembered(
  (spelling) => usual(spelling) ?? attempt(spelling, () => parse(spelling)),
);

/** `varchar(120)`, `timestamp(6) without time zone`: what nearly all types look like, without the grammar's cost. */
const usual = (spelling: string): Either<never, TypeWords> | null => {
  const found = /^([a-z]+(?: varying| precision)?)(?:\((\d+)(?:, ?(\d+))?\))?(?: (with(?:out)? time zone))?$/.exec(
    spelling,
  );
  if (found === null) return null;
  const [, name = '', first, second, suffix = ''] = found;
  return right({ name, args: [first, second].flatMap((arg) => arg ?? []), suffix, array: 0 });
};
