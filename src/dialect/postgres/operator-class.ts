/**
 * Whether an index of a kind can hold values of a type: there must be an operator class for it, by name or by default.
 * https://www.postgresql.org/docs/18/indexes-opclass.html
 */
import type { DataType } from '../../ir/type.js';
import { isLeft } from '../../prelude.js';
import type { Asked } from '../probe.js';
import { quoteText } from './quote.js';
import { spell } from './types.js';

/** Types that B-trees order and hashes tell apart. https://www.postgresql.org/docs/18/btree.html */
const ordered: ReadonlySet<DataType['kind']> = new Set([
  'Boolean',
  'Integer',
  'Decimal',
  'Float',
  'Varchar',
  'Char',
  'Text',
  'Date',
  'Time',
  'DateTime',
  'Uuid',
  'Enum',
]);

/**
 * A domain is indexed as the type it is over, and a type as one that it is the same bytes as; the classes for all arrays,
 * enums and ranges take each of them. Column `n`: 1 when there is no class. A type that is not there yet is none of ours.
 * https://www.postgresql.org/docs/18/catalog-pg-opclass.html
 */
export const lacksClass = (type: DataType, method: string, opclass: string | null): Asked | null => {
  if (opclass === null && (method === 'btree' || method === 'hash') && ordered.has(type.kind)) return null;
  const spelled = spell(type);
  if (isLeft(spelled)) return null;
  const bare = opclass?.split('.').at(-1)?.replaceAll('"', '') ?? null;
  return {
    sql: `WITH RECURSIVE t AS (
  SELECT y.* FROM pg_catalog.pg_type y WHERE y.oid = pg_catalog.to_regtype(${quoteText(spelled.right)})
  UNION ALL SELECT y.* FROM pg_catalog.pg_type y JOIN t ON y.oid = t.typbasetype)
SELECT count(*)::text AS n FROM t WHERE t.typtype <> 'd' AND NOT EXISTS (
  SELECT 1 FROM pg_catalog.pg_opclass o JOIN pg_catalog.pg_am m ON m.oid = o.opcmethod
  WHERE m.amname = ${quoteText(method)} AND ${bare === null ? 'o.opcdefault' : `o.opcname = ${quoteText(bare)}`} AND (o.opcintype = t.oid
    OR o.opcintype = CASE WHEN t.typcategory = 'A' THEN 'anyarray'::regtype WHEN t.typtype = 'e' THEN 'anyenum'::regtype
      WHEN t.typtype = 'r' THEN 'anyrange'::regtype WHEN t.typtype = 'm' THEN 'anymultirange'::regtype
      WHEN t.typtype = 'c' THEN 'record'::regtype END
    OR EXISTS (SELECT 1 FROM pg_catalog.pg_cast c WHERE c.castsource = t.oid AND c.casttarget = o.opcintype
      AND c.castmethod = 'b' AND c.castcontext = 'i')))`,
  };
};
