/** What two releases need that write side by side. */
import type { Schema } from '../../ir/schema.js';
import { toPostgres } from '../../sql/portable.js';
import { outOfStep } from '../in-step.js';
import type { EngineObject, PhaseDialect } from '../phases.js';
import type { Features } from './capabilities.js';
import { aliasObjects } from './phase-alias.js';
import { asType, convert } from './phase-convert.js';
import { same } from './phase-same.js';
import { dropFunction, dropTrigger, fillObjects, functionName, syncObjects, triggerName } from './phase-sync.js';
import { quoteName } from './quote.js';

/** The function goes with its trigger, listed or not: its name says all that dropping it takes. */
const madeBy = (name: string, schema: Schema): ReadonlyArray<EngineObject> =>
  schema.opaque.flatMap((o): ReadonlyArray<EngineObject> => {
    if (o.kind === 'view' && o.name.name === name) return [{ object: o, drop: `DROP VIEW ${quoteName(o.name)}` }];
    if (o.kind !== 'trigger' || o.name.name !== triggerName(name) || o.on === null) return [];
    const called = functionName(name, o.on);
    const listed = schema.opaque.find(
      (f) => f.kind === 'function' && f.name.name === called.name && f.name.namespace === called.namespace,
    );
    const object = listed ?? { kind: 'function', name: called, on: null, dependsOn: [], definition: [] };
    return [
      { object, drop: dropFunction(name, o.on) },
      { object: o, drop: dropTrigger(name, o.on) },
    ];
  });

export const phases = (features: Features): PhaseDialect => ({
  // https://www.postgresql.org/docs/18/sql-createview.html#SQL-CREATEVIEW-UPDATABLE-VIEWS, sql-copy.html
  limits: {
    view: 'TRUNCATE, COPY … FROM, CREATE INDEX, ALTER TABLE and new foreign keys',
    refusesOnWayBack: () => false,
    actionsFireTriggers: true,
  },
  sync: syncObjects,
  fill: fillObjects,
  alias: aliasObjects(features),
  // All of it is one transaction.
  columnsMoveWithTable: true,
  outOfStep: (sync) => toPostgres(outOfStep(same)(sync)),
  // A BEFORE trigger comes before the server looks for NULLs.
  relaxesOldSide: false,
  convert,
  asType,
  madeBy,
});
