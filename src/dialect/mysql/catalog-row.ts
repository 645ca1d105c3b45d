/** Reading what a driver gives for a cell, and grouping rows. */
import type { CatalogRows } from '../dialect.js';

export type CatalogRow = Readonly<Record<string, unknown>>;

export const cell = (row: CatalogRow, name: string): string | null => {
  const v = row[name];
  if (typeof v === 'string') return v;
  if (typeof v === 'number' || typeof v === 'bigint' || typeof v === 'boolean') return String(v);
  return v instanceof Uint8Array ? new TextDecoder().decode(v) : null;
};

export const word = (row: CatalogRow, name: string): string => cell(row, name) ?? '';

export const rowsOf = (rows: CatalogRows, query: string): ReadonlyArray<CatalogRow> => rows[query] ?? [];

/** Rows by a cell, each group in the order of `place`. */
export const groupBy = (
  rows: ReadonlyArray<CatalogRow>,
  key: (row: CatalogRow) => string,
): ReadonlyMap<string, ReadonlyArray<CatalogRow>> => {
  const groups = new Map<string, CatalogRow[]>();
  for (const row of rows) {
    const k = key(row);
    const group = groups.get(k);
    if (group === undefined) groups.set(k, [row]);
    else group.push(row);
  }
  for (const group of groups.values()) group.sort((a, b) => Number(a['place'] ?? 0) - Number(b['place'] ?? 0));
  return groups;
};
