/**
 * The words that types begin with. https://dev.mysql.com/doc/refman/9.4/en/data-types.html ·
 * https://mariadb.com/kb/en/data-types/
 */
import type { ProbeDialect } from '../probe.js';
import { type Product, since } from './product.js';

const common: ReadonlySet<string> = new Set(
  `bigint binary bit blob bool boolean char character date datetime dec decimal double enum fixed float float4 float8
  geometry geometrycollection int int1 int2 int3 int4 int8 integer json linestring long longblob longtext mediumblob
  mediumint mediumtext middleint multilinestring multipoint multipolygon national nchar numeric nvarchar point polygon real
  serial set smallint text time timestamp tinyblob tinyint tinytext varbinary varchar varcharacter year`.split(/\s+/),
);

/** Since which version the one or the other has it besides. */
const own: Readonly<Record<'mysql' | 'mariadb', Readonly<Record<string, readonly [major: number, minor: number]>>>> = {
  mysql: { geomcollection: [8, 0], vector: [9, 0] },
  mariadb: { inet6: [10, 5], uuid: [10, 7], inet4: [10, 10], vector: [11, 7] },
};

/** The last major versions whose types these are. */
const knownUpTo = { mysql: 9, mariadb: 11 } as const;

export const lacksType =
  ({ id, version }: Product): ProbeDialect['lacksType'] =>
  ({ spelling }) => {
    // Neither has arrays.
    if (/\[\d*\]$/.test(spelling.trim())) return 'none';
    const word = /^[a-z]\w*/.exec(spelling.trim().toLowerCase())?.[0] ?? '';
    if (common.has(word)) return null;
    const product = id === 'mysql' ? 'mysql' : 'mariadb';
    const from = Object.hasOwn(own[product], word) ? own[product][word] : undefined;
    if (from !== undefined && since(version, ...from)) return null;
    return version.major > knownUpTo[product] ? 'unknown' : 'none';
  };
