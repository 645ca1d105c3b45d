/**
 * The tables of a situation by key. Each event of a plan changes one or two of them and keeps all situations it went
 * through, so the changes are kept beside a shared base: copying every table for every event is quadratic.
 */
import type { Standing } from './situation.js';

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
