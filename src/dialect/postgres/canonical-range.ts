/**
 * Ranges of whole numbers and of days include their lower bound and not their upper one.
 * https://www.postgresql.org/docs/18/rangetypes.html#RANGETYPES-DISCRETE
 */
interface Discrete {
  readonly bound: string;
  /** Its place among all, so that the next one is one further. */
  readonly place: (text: string) => number | null;
  readonly at: (place: number) => string;
}

const inRange =
  ({ bound, place, at }: Discrete) =>
  (text: string): string | null => {
    if (/^\s*empty\s*$/i.test(text)) return 'empty';
    const found = new RegExp(`^\\s*([[(])\\s*(${bound})?\\s*,\\s*(${bound})?\\s*([\\])])\\s*$`).exec(text);
    if (found === null) return null;
    const [, open, low, high, close] = found;
    const first = low === undefined ? undefined : place(low);
    const last = high === undefined ? undefined : place(high);
    if (first === null || last === null) return null;
    const from = first === undefined ? undefined : first + (open === '(' ? 1 : 0);
    const to = last === undefined ? undefined : last + (close === ']' ? 1 : 0);
    if (from !== undefined && to !== undefined && from >= to) return 'empty';
    return `${from === undefined ? '(' : `[${at(from)}`},${to === undefined ? '' : at(to)})`;
  };

export const wholeRange = inRange({ bound: '-?\\d{1,15}', place: Number, at: String });

const day = 86_400_000;

/** Days of four-figure years that are in the calendar. */
const placeOfDay = (text: string): number | null => {
  const time = Date.parse(`${text}T00:00:00Z`);
  return Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== text ? null : time / day;
};

export const dateRange = inRange({
  bound: '\\d{4}-\\d{2}-\\d{2}',
  place: placeOfDay,
  at: (place) => new Date(place * day).toISOString().slice(0, 10),
});

/** Of moments, each as `bound` gives it back: those that are bounded on a side keep it as it is said. */
export const momentRange =
  (bound: (text: string) => string | null) =>
  (text: string): string | null => {
    const found = /^\s*([[(])\s*("?)([^",[\](){}]*)\2\s*,\s*("?)([^",[\](){}]*)\4\s*([\])])\s*$/.exec(text);
    if (found === null) return null;
    const [, open, , low = '', , high = '', close] = found;
    const [from, to] = [low.trim(), high.trim()].map((t) => (t === '' ? '' : bound(t)));
    if (typeof from !== 'string' || typeof to !== 'string' || (from === to && from !== '')) return null;
    const shown = (t: string): string => (t === '' ? '' : `"${t}"`);
    return `${from === '' ? '(' : open}${shown(from)},${shown(to)}${to === '' ? ')' : close}`;
  };

/** Ranges that stand apart and in their order; others are joined and sorted by the server. */
export const manyRanges = (text: string): string | null => {
  const inner = /^\s*\{(.*)\}\s*$/s.exec(text)?.[1];
  if (inner === undefined) return null;
  const said = inner.match(/[[(][^[\](){}]*[\])]/g) ?? [];
  const rest = inner.replace(/[[(][^[\](){}]*[\])]/g, '').replace(/\s/g, '');
  const ranges = said.map(wholeRange);
  const bounds = ranges.map((r) => /^\[(-?\d+),(-?\d+)\)$/.exec(r ?? ''));
  const apart = bounds.every((b, n) => b !== null && (n === 0 || Number(bounds[n - 1]?.[2]) < Number(b[1])));
  return apart && rest === ','.repeat(Math.max(said.length - 1, 0)) ? `{${ranges.join(',')}}` : null;
};
