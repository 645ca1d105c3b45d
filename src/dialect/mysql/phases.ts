/** What two releases need that write side by side. */
import { E } from '../../ir/expression.js';
import type { Opaque, Schema } from '../../ir/schema.js';
import { outOfStep } from '../in-step.js';
import type { EngineObject, PhaseDialect } from '../phases.js';
import { engineExpression } from './expression.js';
import { aliasObjects, dropView } from './phase-alias.js';
import { same } from './phase-same.js';
import { fillObjects, syncObjects, triggerNames } from './phase-sync.js';
import type { Product } from './product.js';
import { quote } from './quote.js';

const dropping = (o: Opaque): EngineObject => ({
  object: o,
  drop:
    o.kind === 'view'
      ? dropView(o.name)
      : `DROP TRIGGER ${o.name.namespace === null ? '' : `${quote(o.name.namespace)}.`}${quote(o.name.name)}`,
});

const madeBy = (name: string, schema: Schema): ReadonlyArray<EngineObject> => {
  const names = triggerNames(name);
  return schema.opaque
    .filter((o) => (o.kind === 'trigger' ? names.includes(o.name.name) : o.kind === 'view' && o.name.name === name))
    .map(dropping);
};

export const phases = (product: Product): PhaseDialect => {
  const own = engineExpression(product);
  return {
    // https://dev.mysql.com/doc/refman/8.4/en/view-updatability.html, create-table-foreign-keys.html: cascades activate no
    // triggers.
    limits: {
      view: 'TRUNCATE, CREATE INDEX, ALTER TABLE and new foreign keys',
      // legalise-alias.ts says why.
      refusesOnWayBack: (table, oldName) => !product.features.renamesLocked && table.name < oldName.name,
      actionsFireTriggers: false,
    },
    sync: syncObjects(product),
    fill: fillObjects(product),
    alias: aliasObjects(product),
    // RENAME TABLE takes tables and views at once, ALTER TABLE is another statement, and views know columns by name.
    columnsMoveWithTable: false,
    outOfStep: (sync) => own(outOfStep(same(product))(sync)),
    relaxesOldSide: product.features.insertSelectAsksForValues,
    // Writing it converts it, and a strict server refuses what does not fit.
    convert: (from) => E.column(from.name),
    asType: (value) => value,
    madeBy,
  };
};
