/** `text('name').notNull().unique()` → a column, and what it says of keys. */
import { type Column, column } from '../../../ir/schema.js';
import { suggest } from '../../../ir/suggest.js';
import { T } from '../../../ir/type.js';
import { report, type Subject } from '../typescript/options.js';
import { asBase, type Base } from './base-type.js';
import { calledFunction, chainOf } from './chain.js';
import { type Draft, type Reference, steps, untouched } from './steps.js';
import type { ColumnKey, TableSaid, World } from './world.js';

export interface ColumnSaid {
  readonly key: ColumnKey;
  readonly column: Column;
  /** Of one value: for operator classes. */
  readonly spelling: string;
  readonly primary: boolean;
  readonly unique: Draft['unique'];
  /** A second unique key that MySQL's SERIAL brings along, under the column's name. */
  readonly alsoUnique: boolean;
  readonly references: ReadonlyArray<Reference>;
}

export const asColumn = (world: World, table: TableSaid, key: ColumnKey): ColumnSaid | null => {
  const { flavour } = table;
  const subject: Subject = { what: `column ${key.key}`, entity: table.called };
  const { base: first, steps: said } = chainOf(
    key.entry.value,
    (v) => calledFunction(v) !== null || (v.kind === 'Call' && world.enumOf(v.callee) !== null),
  );
  const base = asBase(world, flavour, subject, first);
  if (base === null) return null;
  const draft = said.reduce<Draft>((before, step) => {
    const take = Object.hasOwn(steps, step.name) ? steps[step.name] : undefined;
    if (take !== undefined) return take({ world, flavour, subject, base, at: step.call }, before, step.args);
    const near = suggest(step.name, Object.keys(steps));
    const data = { what: `.${step.name}()`, entity: table.called };
    const hint = near === null ? 'No column of the library has it.' : `Did you mean .${near}()?`;
    report(world.reporter, 'entity.unsupported', step.call.at, data, hint);
    return before;
  }, untouched);
  return finished(table, key, base, draft);
};

const finished = (table: TableSaid, key: ColumnKey, base: Base, draft: Draft): ColumnSaid => {
  const { flavour } = table;
  const counts = base.serial
    ? flavour.counter === 'sequence'
      ? ({ kind: 'Serial', sequence: null } as const)
      : ({ kind: 'AutoIncrement' } as const)
    : null;
  // The settings of the one value are not those of its array.
  const type = draft.dimensions > 0 ? T.native(`${base.spelling}[]`) : (base.type ?? T.native(base.spelling));
  const identity = draft.identity ?? counts;
  return {
    key,
    spelling: base.spelling,
    column: column(key.name, type, {
      nullable: !(draft.notNull || draft.primary || identity?.kind === 'Serial' || identity?.kind === 'Identity'),
      default: draft.value,
      identity,
      generated: draft.generated,
      onUpdate: draft.onUpdate,
    }),
    primary: draft.primary,
    unique: draft.unique,
    alsoUnique: base.serial && flavour.counter === 'column',
    references: draft.references,
  };
};
