/** Carries intents out on the schema one after the other, so that each step knows the schema before and after it. */
import type { Intent, Loss } from '../intent/algebra.js';
import { applyIntent, lowerIntent } from '../intent/registry.js';
import type { Problem } from '../ir/problem.js';
import type { Schema } from '../ir/schema.js';
import { isLeft, right, type Validated } from '../prelude.js';
import type { Statement } from '../sql/ast.js';
import { type Pieces, whole } from './in-pieces.js';

export interface Draft {
  readonly intents: ReadonlyArray<Intent>;
  readonly statements: ReadonlyArray<Statement>;
  readonly before: Schema;
  readonly after: Schema;
  readonly loses: ReadonlyArray<Loss>;
}

export const draftOne = (
  intent: Intent,
  before: Schema,
  loses: ReadonlyArray<Loss> = [],
): Validated<Problem, Draft> => {
  const after = applyIntent(intent, before);
  if (isLeft(after)) return after;
  return right({
    intents: [intent],
    statements: lowerIntent(intent, before, after.right),
    before,
    after: after.right,
    loses,
  });
};

/** @param piece each intent as it is carried out on the schema it meets. */
export const draft = (
  intents: ReadonlyArray<Intent>,
  from: Schema,
  piece: Pieces['piece'] = whole.piece,
): Validated<Problem, ReadonlyArray<Draft>> => {
  const drafts: Draft[] = [];
  let now = from;
  for (const intent of intents) {
    const one = draftOne(piece(intent, now), now);
    if (isLeft(one)) return one;
    drafts.push(one.right);
    now = one.right.after;
  }
  return right(drafts);
};
