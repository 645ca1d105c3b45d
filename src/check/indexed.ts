/** Which columns an index of the table begins with. */
import type { Table } from '../ir/schema.js';

export const begins = (columns: ReadonlyArray<string>, wanted: ReadonlyArray<string>): boolean =>
  wanted.length <= columns.length && wanted.every((w) => columns.slice(0, wanted.length).includes(w));

export const indexed = (t: Table): ReadonlyArray<ReadonlyArray<string>> => [
  ...(t.primaryKey === null ? [] : [t.primaryKey.columns.map((c) => c.name)]),
  ...t.uniques.map((u) => u.columns),
  ...t.indexes
    .filter((i) => i.where === null && i.method !== 'fulltext')
    .map((i) => i.parts.flatMap((p) => (p.of.kind === 'Column' ? [p.of.name] : []))),
];
