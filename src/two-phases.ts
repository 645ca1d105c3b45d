/** One change as two migrations: what the new release needs first, what the old one needs until then second. */
import type { Dialect } from './dialect/dialect.js';
import { diff } from './diff/diff.js';
import type { Intent } from './intent/algebra.js';
import { applyIntent } from './intent/registry.js';
import type { Problem } from './ir/problem.js';
import type { Schema } from './ir/schema.js';
import { between } from './pass/phases/between.js';
import { expand, type Sizes } from './pass/phases/expand.js';
import { findRenames } from './pass/phases/find-renames.js';
import type { SyncGroup } from './pass/phases/group.js';
import type { KeptWhole } from './plan/phase-note.js';
import { isLeft, right, type Validated } from './prelude.js';
import { besides, type Stage } from './stage.js';

export type Strategy = 'auto' | 'two-phase' | 'single';

export interface FirstPhase {
  readonly intents: ReadonlyArray<Intent>;
  /** What the schema is when they are carried out. */
  readonly between: Schema;
  readonly groups: ReadonlyArray<SyncGroup>;
}

export interface Parted {
  /** Null: there is nothing that must come before the rest. */
  readonly first: FirstPhase | null;
  readonly kept: ReadonlyArray<KeptWhole>;
}

export const firstPhase = (
  s: Stage,
  strategy: Strategy,
  dialect: Dialect,
  sizes: Sizes,
): Validated<Problem, Parted> => {
  const found = findRenames(s.renames, s.current, s.desired, dialect);
  if (strategy === 'auto' && found.groups.length === 0) return right({ first: null, kept: found.kept });
  const wanted = between({
    base: s.current,
    renamed: s.renamed,
    desired: s.desired,
    groups: found.groups,
    dialect,
    ordered: s.ordered,
  });
  const structure = diff(s.current, wanted, { data: besides(found.groups, s.data), columnOrder: s.ordered });
  const sync = expand(found.groups, wanted, dialect, sizes);
  if (isLeft(sync)) return sync;
  const intents = [...structure, ...sync.right];
  if (intents.length === 0) return right({ first: null, kept: found.kept });
  return right({
    first: { intents, between: withObjects(wanted, sync.right), groups: found.groups },
    kept: found.kept,
  });
};

const withObjects = (schema: Schema, intents: ReadonlyArray<Intent>): Schema => {
  let now = schema;
  for (const i of intents) {
    const next = i.kind === 'AddObject' ? applyIntent(i, now) : right(now);
    if (!isLeft(next)) now = next.right;
  }
  return now;
};
