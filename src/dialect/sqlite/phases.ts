/** What two releases need that write side by side. */
import type { Opaque, Schema } from '../../ir/schema.js';
import { toSqlite } from '../../sql/portable.js';
import { outOfStep } from '../in-step.js';
import type { EngineObject, PhaseDialect } from '../phases.js';
import { fold, sameId } from './ddl/tokens.js';
import { aliasObjects } from './phase-alias.js';
import { convert } from './phase-convert.js';
import { fillObjects, same, syncObjects, triggerNames } from './phase-sync.js';
import { quote } from './quote.js';

const dropping = (o: Opaque): EngineObject => ({
  object: o,
  drop: `DROP ${o.kind === 'view' ? 'VIEW' : 'TRIGGER'} ${quote(o.name.name)}`,
});

/** Triggers of a view are its own: they stand behind it, so that what is dropped from the end leaves nothing over. */
const madeBy = (name: string, schema: Schema): ReadonlyArray<EngineObject> => {
  const names = triggerNames(name).map(fold);
  const views = schema.opaque.filter((o) => o.kind === 'view' && sameId(o.name.name, name));
  const triggers = schema.opaque.filter(
    (o) =>
      o.kind === 'trigger' &&
      (names.includes(fold(o.name.name)) || views.some((v) => o.on !== null && sameId(o.on.name, v.name.name))),
  );
  return [...views, ...triggers].map(dropping);
};

export const phases: PhaseDialect = {
  // https://www.sqlite.org/lang_upsert.html, lang_createview.html
  limits: {
    view: 'INSERT … ON CONFLICT DO, CREATE INDEX and ALTER TABLE, and what asks for a row count, for last_insert_rowid() or, with RETURNING, for a default,',
    refusesOnWayBack: () => false,
    actionsFireTriggers: true,
  },
  sync: syncObjects,
  fill: fillObjects,
  alias: aliasObjects,
  // All of it is one transaction.
  columnsMoveWithTable: true,
  outOfStep: (sync) => toSqlite(outOfStep(same)(sync)),
  // Only an AFTER trigger can write the row, and NOT NULL is looked at before it.
  relaxesOldSide: true,
  convert,
  // A column's affinity does it.
  asType: (value) => value,
  madeBy,
};
