/** The columns of a table: what the source says of them, and what the database has where it says nothing. */

import type { ColumnFacet, TableOwnership } from './desired.js';
import type { Column, Table } from './schema.js';
import type { DataType } from './type.js';

const textual = (t: DataType): boolean =>
  t.kind === 'Varchar' || t.kind === 'Char' || t.kind === 'Text' || t.kind === 'Enum' || t.kind === 'Set';

const filled = (want: Column, have: Column, unstated: ReadonlyArray<ColumnFacet>): Column => {
  const silent = new Set(unstated);
  const keep = <K extends ColumnFacet>(facet: K): Column[K] => (silent.has(facet) ? have[facet] : want[facet]);
  const generated = keep('generated');
  const identity = keep('identity');
  // A collation belongs to texts: it does not survive the change to a number, and a number has none to hand on.
  const texts = textual(want.type) && textual(have.type);
  return {
    ...want,
    generated,
    identity,
    // A column that computes or numbers itself has no default of its own to lose.
    default: (generated !== null && want.generated === null) || silent.has('default') ? have.default : want.default,
    collation: silent.has('collation') && !texts ? want.collation : keep('collation'),
    charset: silent.has('charset') && !texts ? want.charset : keep('charset'),
    comment: keep('comment'),
    onUpdate: keep('onUpdate'),
    invisible: keep('invisible'),
  };
};

export const completeColumns = (
  want: Table,
  have: Table,
  own: TableOwnership,
  facets: ReadonlySet<string>,
): ReadonlyArray<Column> => {
  const before = new Map(have.columns.map((c) => [c.name, c]));
  const columns = want.columns.map((c) => {
    const old = before.get(c.name);
    return old === undefined ? c : filled(c, old, own.unstated.get(c.name) ?? []);
  });
  const wanted = new Map(columns.map((c) => [c.name, c]));
  if (facets.has('order')) return columns;
  const survivors = have.columns.flatMap((c) => {
    const now = wanted.get(c.name);
    return now !== undefined ? [now] : facets.has('columns') ? [] : [c];
  });
  return [...survivors, ...columns.filter((c) => !before.has(c.name))];
};
