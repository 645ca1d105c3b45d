/**
 * The tables of a situation by key. Each event of a plan changes one or two of them and keeps all situations it went
 * through, so the changes are kept beside a shared base: copying every table for every event is quadratic.
 */
import type { Expr } from '../../ir/expression.js';
import type { QName } from '../../ir/name.js';
import type { Table } from '../../ir/schema.js';

/** Null: nobody can say. `distinct`: the column numbers itself, so every row differs and none is NULL. */
export interface Cell {
  readonly expr: Expr | null;
  readonly distinct: boolean;
}

/** A table at some moment. `origin` is its name in the database now; null for one that the plan makes: it has no rows. */
export interface Standing {
  readonly table: Table;
  readonly origin: QName | null;
  /** The same table as the database has it now. */
  readonly rows: Table | null;
  readonly cells: ReadonlyMap<string, Cell>;
}

export interface Standings {
  readonly get: (key: string) => Standing | undefined;
  readonly values: () => ReadonlyArray<Standing>;
  /** null takes the table out. */
  readonly with: (changes: ReadonlyArray<readonly [string, Standing | null]>) => Standings;
}

/** Beyond so many changes beside the base they are written into a new one. */
const most = (base: number): number => 32 + 2 * Math.sqrt(base);

const written = (
  base: ReadonlyMap<string, Standing>,
  over: ReadonlyMap<string, Standing | null>,
): ReadonlyMap<string, Standing> => {
  const all = new Map(base);
  for (const [key, s] of over) {
    if (s === null) all.delete(key);
    else all.set(key, s);
  }
  return all;
};

const overlay = (base: ReadonlyMap<string, Standing>, over: ReadonlyMap<string, Standing | null>): Standings => {
  return {
    get: (key) => {
      const changed = over.get(key);
      return changed === undefined ? base.get(key) : (changed ?? undefined);
    },
    values: () => [...written(base, over).values()],
    with: (changes) => {
      const next = new Map([...over, ...changes]);
      return next.size > most(base.size) ? overlay(written(base, next), new Map()) : overlay(base, next);
    },
  };
};

export const standingsOf = (tables: ReadonlyMap<string, Standing>): Standings => overlay(tables, new Map());
