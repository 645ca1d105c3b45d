/** The passes in their order, each with its reason. */
import type { Dialect } from '../dialect/dialect.js';
import type { Intent } from '../intent/algebra.js';
import type { QName } from '../ir/name.js';
import type { Problem } from '../ir/problem.js';
import type { Schema } from '../ir/schema.js';
import type { DownStep, Migration, Step } from '../plan/plan.js';
import { isLeft, right, type Validated } from '../prelude.js';
import { detourExpressions } from './detour-expressions.js';
import { detourForeignKeys } from './detour-foreign-keys.js';
import { draft } from './draft.js';
import { type Pieces, whole } from './in-pieces.js';
import { liftForeignKeys } from './lift-foreign-keys.js';
import { mergeSteps } from './merge-steps.js';
import { nameMigration } from './name-migration.js';
import { order } from './order.js';
import { type Realised, realise } from './realise.js';
import { realiseBack } from './realise-back.js';
import { renameParts } from './rename-parts.js';
import { replaceIndexes } from './replace-indexes.js';
import { splitRequiredColumns } from './split-required-columns.js';

const up = (r: Realised): Step => ({ intents: r.draft.intents, statements: r.statements });
const down = (r: Realised): DownStep => ({ ...up(r), loses: r.draft.loses });

export const pipeline = (
  intents: ReadonlyArray<Intent>,
  from: Schema,
  to: Schema,
  dialect: Dialect,
  busy: (table: QName) => boolean = () => false,
  pieces: Pieces = whole,
): Validated<Problem, ReadonlyArray<Migration>> => {
  if (intents.length === 0) return right([]);
  const { capabilities } = dialect;

  const named = renameParts(intents, capabilities);
  // Before ordering, because both add steps that must find their place. Where keys are part of the table's text and may
  // name a table that is not there yet, neither a detour nor a lift is needed.
  const detoured = capabilities.foreignKeysInline
    ? named
    : detourForeignKeys(named, from, to, capabilities.foreignKeysPinned);
  const reworded = capabilities.keepsCasts ? detourExpressions(detoured, from, to) : detoured;
  const lifted = capabilities.foreignKeysInline ? reworded : liftForeignKeys(reworded);
  // Where a missing value would be invented, it shall fail instead.
  const honest = splitRequiredColumns(lifted, {
    invents: capabilities.implicitDefaults,
    refusesDefault: dialect.probe.refusesDefault,
  });

  const ordered = order(honest, { keysInline: capabilities.foreignKeysInline });
  if (isLeft(ordered)) return ordered;

  // After ordering, because it is about who stands beside whom.
  const replaced = replaceIndexes(ordered.right, capabilities, busy);

  // One intent a step, so that each can be inverted against the schema it met.
  const steps = draft(replaced, from, pieces.piece);
  if (isLeft(steps)) return steps;

  // Merging comes last: it is about cost and about what the engine can do, not about meaning.
  const upSteps = realise(mergeSteps(steps.right, dialect), dialect, busy);
  if (isLeft(upSteps)) return upSteps;
  const back = realiseBack(steps.right, dialect, busy, pieces);

  return right([
    {
      name: nameMigration(ordered.right),
      phase: null,
      label: null,
      up: upSteps.right.map(up),
      down: back.steps.map(down),
      irreversible: back.irreversible,
    },
  ]);
};
