/**
 * Bytes of a key: 3,072 at most, 767 a column in the older row formats. MySQL refuses more (1071); MariaDB does so, too, or
 * cuts a key of one column with no more than a note, and makes a hash of a unique one.
 * https://dev.mysql.com/doc/refman/8.4/en/innodb-limits.html · https://mariadb.com/kb/en/innodb-limitations/
 */

import { type Problem, problem } from '../../ir/problem.js';
import type { Column, Index, Table } from '../../ir/schema.js';
import type { Product } from './product.js';

const most = 3072;
const mostOfColumn = 767;

const bytesPerCharacter: Readonly<Record<string, number>> = {
  utf8mb4: 4,
  utf16: 4,
  utf16le: 4,
  utf32: 4,
  gb18030: 4,
  utf8: 3,
  utf8mb3: 3,
  eucjpms: 3,
  ujis: 3,
  ucs2: 2,
  big5: 2,
  cp932: 2,
  euckr: 2,
  gb2312: 2,
  gbk: 2,
  sjis: 2,
};

/** A set that nobody knows counts one byte: nothing is refused that a server might take. */
export const bytesPerCharacterOf = (c: Column, t: Table, server: string | null): number =>
  bytesPerCharacter[c.charset ?? t.options.charset ?? server ?? ''] ?? 1;

interface Part {
  readonly name: string;
  readonly prefix: number | null;
}

const bytesOf = (p: Part, t: Table, server: string | null): number => {
  const c = t.columns.find((x) => x.name.toLowerCase() === p.name.toLowerCase());
  const type = c?.type;
  switch (type?.kind) {
    case 'Varchar':
    case 'Char':
      return c === undefined ? 0 : (p.prefix ?? type.length ?? 0) * bytesPerCharacterOf(c, t, server);
    case 'Text':
      return c === undefined ? 0 : (p.prefix ?? 0) * bytesPerCharacterOf(c, t, server);
    case 'Binary':
      return p.prefix ?? type.length;
    case 'Blob':
      return p.prefix ?? 0;
    case 'Integer':
    case 'Float':
      return type.bits / 8;
    default:
      return 1;
  }
};

const tooWide = (parts: ReadonlyArray<Part>, t: Table, server: string | null): boolean => {
  const sizes = parts.map((p) => bytesOf(p, t, server));
  const old = /^(redundant|compact)$/i.test(t.options.rowFormat ?? '');
  return sizes.reduce((a, b) => a + b, 0) > most || (old && sizes.some((n) => n > mostOfColumn));
};

const partsOf = (i: Index): ReadonlyArray<Part> =>
  i.method === 'fulltext' || i.method === 'spatial'
    ? []
    : i.parts.flatMap((p) => (p.of.kind === 'Column' ? [{ name: p.of.name, prefix: p.prefix }] : []));

const whole = (columns: ReadonlyArray<string>): ReadonlyArray<Part> => columns.map((name) => ({ name, prefix: null }));

/** A unique key that MariaDB can, or may, only make as a hash beside a hidden column. */
export const isHashed = (columns: ReadonlyArray<string>, t: Table): boolean =>
  tooWide(whole(columns), t, 'utf8mb4') ||
  t.columns.some((c) => (c.type.kind === 'Text' || c.type.kind === 'Blob') && columns.includes(c.name));

export const wideKeyProblems = (product: Product, t: Table): ReadonlyArray<Problem> => {
  const server = product.server?.charset ?? null;
  const hashes = product.features.uniqueOnLobs;
  const keys: ReadonlyArray<ReadonlyArray<Part>> = [
    t.primaryKey?.columns ?? [],
    ...(hashes ? [] : t.uniques.map((u) => whole(u.columns))),
    ...t.indexes.filter((i) => !(hashes && i.unique)).map(partsOf),
  ];
  return keys
    .filter((parts) => tooWide(parts, t, server))
    .map((parts) =>
      problem(
        'dialect.unsupported',
        {
          engine: product.name,
          feature: `keys of more than ${most} bytes (${mostOfColumn} a column in old row formats)`,
          table: t.name.name,
          columns: parts.map((p) => p.name).join(', '),
        },
        null,
        `Index a prefix of ${parts.map((p) => `"${p.name}"`).join(' or ')}, or make it shorter.`,
      ),
    );
};
