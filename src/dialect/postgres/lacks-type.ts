/** Types that an extension or a user makes. https://www.postgresql.org/docs/18/functions-info.html#FUNCTIONS-INFO-CATALOG */
import type { ProbeDialect } from '../probe.js';
import { elementOf } from './element-of.js';
import { builtIn, quoteText } from './quote.js';
import { parse } from './types.js';

/** Without the lengths in brackets, which `to_regtype` of 14 and 15 does not read. */
const bareOf = (spelling: string): string =>
  spelling
    .replace(/\([\s\d,.-]*\)/g, '')
    .replace(/\s+/g, ' ')
    .trim();

const lastName = /(?:^|\.)(?:"((?:[^"]|"")+)"|([a-z_\u0080-\uffff][\w$\u0080-\uffff]*))$/i;

export const lacksType: ProbeDialect['lacksType'] = (type, made) => {
  const bare = bareOf(type.spelling);
  const single = bare.replace(/(?:\s*\[\d*\])+$/, '');
  const element = elementOf(type);
  if (element !== null && made(element)) return null;
  const [first = ''] = single.toLowerCase().split(/[\s.]/);
  const { kind } = parse(single);
  if ((kind !== 'Native' && kind !== 'Enum') || (builtIn.has(first) && !single.includes('.'))) return null;
  const [, quoted, plain] = lastName.exec(single) ?? [];
  const name = quoted?.replaceAll('""', '"') ?? plain?.toLowerCase() ?? null;
  // A name of a schema says where; else a migration may look in more schemas than our connection does.
  const elsewhere =
    name === null || single.includes('.')
      ? '0'
      : `(SELECT count(*) FROM pg_catalog.pg_type t WHERE t.typname = ${quoteText(name)})`;
  return {
    sql: `SELECT CASE WHEN pg_catalog.to_regtype(${quoteText(bare)}) IS NULL THEN 1 ELSE 0 END AS n, ${elsewhere} AS elsewhere`,
  };
};
