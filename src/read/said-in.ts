/** What a text says does not depend on its name, but for where it says so. */
import type { Desired } from '../ir/desired.js';
import type { Position } from '../ir/problem.js';

/** The same text under another name: everything stands where it stood. */
export const saidIn = (file: string, d: Desired): Desired => {
  const move = (at: Position): Position => ({ ...at, file });
  const moved = <A extends { readonly at: Position | null }>(a: A): A => ({
    ...a,
    at: a.at === null ? null : move(a.at),
  });
  return {
    ...d,
    renames: d.renames.map(moved),
    data: d.data.map(moved),
    positions: (place) => {
      const at = d.positions(place);
      return at === null ? null : move(at);
    },
  };
};
