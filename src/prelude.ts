/**
 * What this code uses of fp-ts, named once. Import from here, never from fp-ts itself:
 * `fp-ts/Either` compiles under NodeNext and fails at run time, `fp-ts/lib/Either.js` works.
 */
import type { Either } from 'fp-ts/lib/Either.js';
import { getOrElse, isLeft, isRight, left, map, right } from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';

export type { Either };
export { getOrElse, isLeft, isRight, left, map, pipe, right };

/** Either a list of bad news or a value; the bad news of all parts is accumulated, never only the first. */
export type Validated<P, A> = Either<ReadonlyArray<P>, A>;

/** All values, or every problem of every element, in order. */
export const collect = <P, A>(parts: ReadonlyArray<Validated<P, A>>): Validated<P, ReadonlyArray<A>> => {
  const problems: P[] = [];
  const values: A[] = [];
  for (const part of parts) {
    if (isLeft(part)) problems.push(...part.left);
    else values.push(part.right);
  }
  return problems.length > 0 ? left(problems) : right(values);
};

/** `collect` over the image of a function. */
export const traverse = <P, A, B>(
  as: ReadonlyArray<A>,
  f: (a: A, index: number) => Validated<P, B>,
): Validated<P, ReadonlyArray<B>> => collect(as.map(f));
