/** What a table may have that keeps a server from its cheaper ways of changing it. */
import { sameName } from '../../ir/name.js';
import type { Index, Schema, Table } from '../../ir/schema.js';
import { isHashed } from './key-width.js';

export const hasFulltext = (t: Table): boolean => t.indexes.some((i) => i.method === 'fulltext');

export const hasSpatial = (t: Table): boolean => t.indexes.some((i) => i.method === 'spatial');

/** KEY_BLOCK_SIZE means it, too. https://dev.mysql.com/doc/refman/8.4/en/innodb-row-format.html */
export const isCompressed = (t: Table): boolean =>
  t.options.rowFormat === 'COMPRESSED' ||
  (t.options.rowFormat === null && t.options.storage.some((o) => o.startsWith('key_block_size=')));

export const isFunctional = (i: Index): boolean => i.parts.some((p) => p.of.kind === 'Expression');

export const hasFunctional = (t: Table): boolean => t.indexes.some(isFunctional);

/** A unique key that is a hash beside a hidden column (MariaDB). */
export const hasHashed = (t: Table): boolean => t.uniques.some((u) => isHashed(u.columns, t));

export const hasStored = (t: Table): boolean => t.columns.some((c) => c.generated?.stored === true);

export const hasIndexedVirtual = (t: Table): boolean => {
  const keyed = new Set(
    [
      ...t.uniques.flatMap((u) => u.columns),
      ...t.indexes.flatMap((i) => i.parts.flatMap((p) => (p.of.kind === 'Column' ? [p.of.name] : []))),
    ].map((n) => n.toLowerCase()),
  );
  return t.columns.some((c) => c.generated !== null && !c.generated.stored && keyed.has(c.name.toLowerCase()));
};

export const isPartitioned = (t: Table, around: Schema | null): boolean =>
  (around?.opaque ?? []).some((o) => o.kind === 'partitioning' && o.on !== null && sameName(o.on, t.name));
