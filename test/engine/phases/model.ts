/** The rows as they must be after each statement of either release. */
import type { Row, Scenario, Side, Value } from './scenario.js';

const defaults = (side: Side): Row =>
  Object.fromEntries(
    side.columns.map((c) => [
      c.name,
      c.default?.kind === 'Value' && c.default.value.kind === 'String' ? c.default.value.value : null,
    ]),
  );

/** What follows for a side from the rest of the row. */
const followed = (side: Side, row: Row): Row =>
  Object.fromEntries(Object.entries(side.follows).flatMap(([c, f]) => (f === null ? [] : [[c, f.of(row)]])));

const holds = (side: Side, row: Row): boolean => {
  const all = Object.entries(followed(side, row));
  return all.length > 0 && all.every(([c, v]) => (row[c] ?? null) === v);
};

export interface Model {
  readonly leftOut: Row;
  readonly inserted: (given: Row) => Row;
  readonly updated: (before: Row, set: Row) => Row;
}

export const modelOf = (s: Scenario): Model => {
  const others = { columns: s.others ?? [], make: () => ({}), follows: {} };
  const leftOut: Row = { ...defaults(others), ...defaults(s.old), ...defaults(s.fresh) };
  const differs = (side: Side, row: Row, from: Row): boolean =>
    side.columns.some((c) => (row[c.name] ?? null) !== (from[c.name] ?? null));
  const back = (row: Row): Row => ({ ...row, ...followed(s.old, row) });
  const forth = (row: Row): Row => ({ ...row, ...followed(s.fresh, row) });
  const step = (row: Row): boolean => holds(s.fresh, row) || holds(s.old, row);
  return {
    leftOut,
    inserted: (given) => {
      const row: Record<string, Value> = { ...leftOut, ...given };
      if (!differs(s.fresh, row, leftOut)) return forth(row);
      return differs(s.old, row, leftOut) && holds(s.fresh, row) ? row : back(row);
    },
    updated: (before, set) => {
      const row = { ...before, ...set };
      if (differs(s.fresh, row, before)) return step(row) ? row : back(row);
      const follows = Object.values(s.old.follows).some((f) => f !== null);
      const old = differs(s.old, row, before) || (follows && differs(others, row, before));
      return old && !step(row) ? forth(row) : row;
    },
  };
};
