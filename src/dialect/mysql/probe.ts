/** What the server will do with the rows that are there. */
import { E } from '../../ir/expression.js';
import type { Column } from '../../ir/schema.js';
import { outcome, type ProbeDialect } from '../probe.js';
import { hasCharset } from './charset.js';
import { keepsValues } from './keeps-values.js';
import { type Product, since } from './product.js';
import { literal } from './quote.js';

const family = (c: Column): string => {
  switch (c.type.kind) {
    case 'Boolean':
      return 'tinyint';
    case 'Integer':
      return `integers of ${c.type.bits} bits${c.type.unsigned ? ', unsigned' : ''}`;
    case 'Varchar':
    case 'Char':
      return 'text';
    case 'Binary':
      return 'bytes';
    case 'Native':
      return c.type.spelling;
    default:
      return c.type.kind.toLowerCase();
  }
};

/** https://dev.mysql.com/doc/refman/8.4/en/create-table-foreign-keys.html: type, size, sign, character set and collation. */
const mismatch = (child: Column, parent: Column): string | null => {
  if (family(child) !== family(parent))
    return `${family(child)} and ${family(parent)} cannot be compared by a foreign key`;
  return hasCharset(child.type) && child.collation !== parent.collation
    ? 'the two columns have different collations'
    : null;
};

export const probe = (product: Product): ProbeDialect => ({
  pass: (p) =>
    p.by === 'type' && p.from !== null && keepsValues(p.from, p.to) ? outcome.keeps(p.value) : outcome.open,
  // Equality is the collation's: PAD SPACE, case and accents are the server's to decide, in the collation of the key.
  key: (value, part) => {
    const collation = part.collation ?? part.column?.collation ?? null;
    const text = part.column !== null && hasCharset(part.column.type);
    const compared = collation !== null && text ? { kind: 'Collate' as const, arg: value, collation } : value;
    return part.prefix === null ? compared : E.call('left', compared, E.number(part.prefix));
  },
  mismatch,
  // restrict_fk_on_non_standard_key is ON since MySQL 8.4.
  target: product.id === 'mysql' && since(product.version, 8, 4) ? 'unique key' : 'index',
  keysAreNotNull: true,
  entry: null,
  viewsFollowRenames: false,
  estimates: {
    sql: `SELECT NULL AS namespace, TABLE_NAME AS name, COALESCE(TABLE_ROWS, -1) AS \`rows\`
FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE() AND TABLE_TYPE = 'BASE TABLE'`,
  },
  // Without the performance schema (off in MariaDB unless asked for) there are no rows, so nobody knows.
  uses: (table, index) => ({
    sql: `SELECT COALESCE(MAX(COUNT_READ), -1) AS uses FROM performance_schema.table_io_waits_summary_by_index_usage
WHERE OBJECT_SCHEMA = ${table.namespace === null ? 'DATABASE()' : literal(table.namespace)} AND OBJECT_NAME = ${literal(table.name)} AND INDEX_NAME = ${literal(index)}`,
  }),
  lax: {
    sql: `SELECT IF(FIND_IN_SET('STRICT_TRANS_TABLES', @@GLOBAL.sql_mode) OR FIND_IN_SET('STRICT_ALL_TABLES', @@GLOBAL.sql_mode), 0, 1) AS lax`,
  },
});
