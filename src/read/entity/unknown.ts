/** A class, table or model that was asked for and is in none of the files. */
import { type Position, type Problem, problem } from '../../ir/problem.js';
import { suggest } from '../../ir/suggest.js';

/** @param kind what the framework calls it: `entity`, `table`, `model` */
export const unknownEntity = (
  name: string,
  known: ReadonlyArray<string>,
  at: Position | null,
  kind = 'entity',
): Problem => {
  const near = suggest(name, known);
  const all =
    known.length === 0
      ? `No ${kind} was found in the files.`
      : `There ${known.length === 1 ? 'is' : 'are'} ${known.slice(0, 12).join(', ')}${known.length > 12 ? ', …' : ''}.`;
  return problem('entity.unknown', { name, kind }, at, near === null ? all : `Did you mean ${JSON.stringify(near)}?`);
};
