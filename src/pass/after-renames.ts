import type { Intent } from '../intent/algebra.js';
import { applyIntent } from '../intent/registry.js';
import type { Schema } from '../ir/schema.js';
import { isLeft } from '../prelude.js';

/** The schema in the names that all other intents speak of. */
export const afterRenames = (intents: ReadonlyArray<Intent>, from: Schema): Schema =>
  intents.reduce((schema, i) => {
    if (i.kind !== 'RenameTable' && i.kind !== 'RenameColumn') return schema;
    const next = applyIntent(i, schema);
    return isLeft(next) ? schema : next.right;
  }, from);
