/** Indexes that the plan makes, those behind keys included. */
import type { Expr } from '../ir/expression.js';
import type { QName } from '../ir/name.js';
import type { IndexPart } from '../ir/schema.js';
import type { PlanFacts } from './facts/facts.js';
import { standing } from './facts/situation.js';
import type { Standing } from './facts/standings.js';

export interface Added {
  readonly table: QName;
  readonly name: string | null;
  readonly parts: ReadonlyArray<Pick<IndexPart, 'of' | 'prefix'>>;
  readonly where: Expr | null;
  readonly tree: boolean;
  readonly at: Standing;
}

export const addedIndexes = (facts: PlanFacts): ReadonlyArray<Added> =>
  facts.events.flatMap(({ intent: i, after }): ReadonlyArray<Added> => {
    if (i.kind !== 'AddIndex' && i.kind !== 'AddUnique' && i.kind !== 'SetPrimaryKey') return [];
    const s = standing(after, i.table);
    if (s === null) return [];
    const of = (name: string): Pick<IndexPart, 'of' | 'prefix'> => ({ of: { kind: 'Column', name }, prefix: null });
    const common = { table: i.table, where: null, tree: true, at: s };
    if (i.kind === 'AddUnique') return [{ ...common, name: i.unique.name, parts: i.unique.columns.map(of) }];
    if (i.kind === 'SetPrimaryKey')
      return i.to === null ? [] : [{ ...common, name: i.to.name, parts: i.to.columns.map((c) => of(c.name)) }];
    const { index } = i;
    return [{ ...common, name: index.name, parts: index.parts, where: index.where, tree: index.method === 'btree' }];
  });
