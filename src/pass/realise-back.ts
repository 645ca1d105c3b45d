/**
 * The way back as SQL. A step that the engine has no statement for is one that does not come back: it is named with the
 * reason, and never keeps anybody from the way there.
 */
import type { Dialect } from '../dialect/dialect.js';
import type { QName } from '../ir/name.js';
import type { Problem } from '../ir/problem.js';
import { isLeft, type Validated } from '../prelude.js';
import type { Draft } from './draft.js';
import type { Pieces } from './in-pieces.js';
import { invert, type WayBack } from './invert.js';
import { mergeSteps } from './merge-steps.js';
import { type Realised, realise } from './realise.js';

export interface RealisedBack extends Pick<WayBack, 'irreversible'> {
  readonly steps: ReadonlyArray<Realised>;
}

/** The first key that a problem has its reason under. */
const reasons = ['why', 'what', 'feature', 'detail', 'bad', 'change'] as const;

const inWords = (p: Problem, dialect: Dialect): string => {
  const reason = reasons.map((key) => p.data[key]).find((r) => r !== undefined);
  const name = p.data['name'];
  return p.code === 'dialect.unsupported' && p.data['why'] === undefined
    ? `${dialect.name} has no ${reason ?? 'statement for it'}${name === undefined ? '' : ` ${JSON.stringify(name)}`}`
    : `${dialect.name} cannot do it${reason === undefined ? '' : `: ${reason}`}`;
};

export const realiseBack = (
  up: ReadonlyArray<Draft>,
  dialect: Dialect,
  busy: (table: QName) => boolean,
  pieces: Pieces,
): RealisedBack => {
  const made = (drafts: ReadonlyArray<Draft>): Validated<Problem, ReadonlyArray<Realised>> =>
    realise(mergeSteps(drafts, dialect), dialect, busy);
  const whole = invert(up, pieces);
  const all = made(whole.drafts);
  if (!isLeft(all)) return { steps: all.right, irreversible: whole.irreversible };

  // Some step has no statement. Which one is found by trying each by itself, against the schema that the others leave.
  const refused = (d: Draft): string | null => {
    const one = realise([d], dialect, busy);
    return isLeft(one) ? one.left.map((p) => inWords(p, dialect)).join('; ') : null;
  };
  const rest = invert(up, pieces, refused);
  const some = made(rest.drafts);
  if (!isLeft(some)) return { steps: some.right, irreversible: rest.irreversible };
  const because = some.left.map((p) => inWords(p, dialect)).join('; ');
  return { steps: [], irreversible: up.flatMap((d) => d.intents.map((intent) => ({ intent, because }))) };
};
