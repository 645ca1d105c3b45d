/** What mutations share: each is given a state, and gives it back changed, or as it was when it found nothing to work on. */
import type { Column, Table } from '../../../src/ir/schema.js';
import { keyColumns, type Maker } from './parts.js';
import { isFree, originOf, type State, withTable } from './state.js';

export type Mutation = (m: Maker, s: State) => State;

export const isOld = (s: State, t: Table): boolean => originOf(s, t.name).table !== null;
/** Was there, with rows in it, before anything changed: a constraint may be put on it only if its rows will keep it. */
export const isOldColumn = (s: State, t: Table, c: Column): boolean =>
  !isOld(s, t) || originOf(s, t.name).columns[c.name] !== undefined;

export const anyTable = (m: Maker, s: State): Table | undefined => m.rng.maybe(s.schema.tables);

export const onTable =
  (f: (m: Maker, t: Table, s: State) => Table | null): Mutation =>
  (m, s) => {
    const t = anyTable(m, s);
    if (t === undefined) return s;
    const changed = f(m, t, s);
    return changed === null ? s : withTable(s, t.name, () => changed);
  };

export const onColumn =
  (
    which: (m: Maker, t: Table, s: State) => ReadonlyArray<Column>,
    f: (m: Maker, c: Column, t: Table, s: State) => Column,
  ): Mutation =>
  (m, s) =>
    onTable((_, t) => {
      const c = m.rng.maybe(which(m, t, s));
      return c === undefined ? null : { ...t, columns: t.columns.map((x) => (x === c ? f(m, c, t, s) : x)) };
    })(m, s);

export const plain = (_: Maker, t: Table, s: State): ReadonlyArray<Column> =>
  t.columns.filter((c) => c.generated === null && c.identity === null && isFree(s.schema, t, c));

/** Free, with rows that `keyValue` can make all different or all true. */
export const forConstraint = (m: Maker, t: Table, s: State): ReadonlyArray<Column> =>
  keyColumns(m, t).filter((c) => c.identity === null && isFree(s.schema, t, c) && isOldColumn(s, t, c));
