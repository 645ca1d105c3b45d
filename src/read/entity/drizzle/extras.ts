/** What the third argument of a table says: indexes, keys, checks. https://orm.drizzle.team/docs/indexes-constraints */
import { report, reportComputed, reportExpected } from '../typescript/options.js';
import type { Value } from '../typescript/value.js';
import { type Chain, calledFunction, chainOf } from './chain.js';
import type { TableSaid, World } from './world.js';

export interface Extra extends Chain {
  readonly name: string;
  readonly args: ReadonlyArray<Value>;
  readonly value: Value;
}

const kinds = new Set(['index', 'uniqueIndex', 'unique', 'primaryKey', 'foreignKey', 'check']);

export const extrasOf = (world: World, table: TableSaid): ReadonlyArray<Extra> => {
  const { extra } = table;
  if (extra === null || (extra.kind === 'Literal' && extra.value === undefined)) return [];
  const { reporter } = world;
  const subject = { what: 'the third argument', entity: table.called };
  const said = extra.kind === 'Function' ? extra.apply([table.value]) : extra;
  const items = listOf(said);
  if (items === null) {
    reportExpected(reporter, subject, said, 'a list or an object');
    return [];
  }
  return items.flatMap((value): ReadonlyArray<Extra> => {
    const chain = chainOf(value, (v) => calledFunction(v) !== null);
    const called = calledFunction(chain.base);
    if (called === null) {
      reportComputed(reporter, { what: 'a key or index', entity: table.called }, value);
      return [];
    }
    if (kinds.has(called.name)) return [{ ...chain, name: called.name, args: called.args, value }];
    const data = { what: `${called.name}()`, entity: table.called };
    const hint =
      'Policies and their like are not planned: keep them out of the files that are given, and make them by hand.';
    report(reporter, 'entity.unsupported', value.at, data, hint);
    return [];
  });
};

/** Lists in the list are of the list; so are the values of an object. */
const listOf = (v: Value): ReadonlyArray<Value> | null => {
  if (v.kind === 'Map' && v.open === null) return [...v.entries.values()].map((e) => e.value);
  if (v.kind !== 'List') return null;
  return v.items.flatMap((item) => (item.kind === 'List' ? item.items : [item]));
};
