/** What MySQL and MariaDB will do with the rows that are there. */
import { type Expr, mapExpr } from '../../ir/expression.js';
import type { Column } from '../../ir/schema.js';
import type { DataType } from '../../ir/type.js';
import { B } from '../../sql/build.js';
import type { ProbeDialect } from '../probe.js';
import { refusesKey } from './key-actions.js';
import { lacksType } from './own-types.js';
import { misreads } from './probe-constant.js';
import { refusedInside } from './probe-expression.js';
import { pass } from './probe-pass.js';
import { noRealDay } from './probe-text.js';
import { type Product, systemVersioning } from './product.js';
import { literal } from './quote.js';
import { words } from './word-trial.js';

const collates = (t: DataType): boolean =>
  t.kind === 'Varchar' || t.kind === 'Char' || t.kind === 'Text' || t.kind === 'Enum' || t.kind === 'Set';

/** Type, sign and size must agree; of texts the character set and collation, not the length. Errors 3780 and 150. */
const mismatch =
  (product: Product) =>
  (child: Column, parent: Column): string | null => {
    const [c, p] = [child.type, parent.type];
    const wholes = (t: DataType): string | null =>
      t.kind === 'Boolean' ? '8 false' : t.kind === 'Integer' ? `${t.bits} ${t.unsigned}` : null;
    if (wholes(c) !== null || wholes(p) !== null)
      return wholes(c) === wholes(p) ? null : `${child.name} and ${parent.name} differ in type, size or sign`;
    const text = (t: DataType): boolean => t.kind === 'Varchar' || t.kind === 'Char' || t.kind === 'Text';
    if (text(c) && text(p)) {
      const own = product.server?.collation ?? null;
      return (child.collation ?? own) === (parent.collation ?? own)
        ? null
        : `${child.name} and ${parent.name} differ in collation`;
    }
    if (c.kind === 'Decimal' && p.kind === 'Decimal')
      return c.unsigned === p.unsigned ? null : `${child.name} and ${parent.name} differ in sign`;
    return c.kind === p.kind || c.kind === 'Native' || p.kind === 'Native'
      ? null
      : `${child.name} and ${parent.name} have different types`;
  };

/**
 * A replica carries ADD COLUMN out again, and works out such a default differently. MySQL refuses that (1674); MariaDB does
 * not, and gives all rows the same rand(). https://mariadb.com/kb/en/unsafe-statements-for-statement-based-replication/
 */
const unrepeatableFunctions: ReadonlySet<string> = new Set([
  'uuid',
  'uuid_short',
  'rand',
  'random_bytes',
  'sys_guid',
  'uuid_v4',
  'uuid_v7',
  'sysdate',
  'user',
  'current_user',
  'session_user',
  'system_user',
  'version',
  'connection_id',
  'last_insert_id',
  'found_rows',
  'row_count',
]);

const unrepeatable = (expr: Expr): string | null => {
  let found: string | null = null;
  mapExpr(expr, (e) => {
    if (e.kind === 'Call' && unrepeatableFunctions.has(e.name)) found = e.name;
    return e;
  });
  return found === null ? null : `its default calls ${found}(), which gives a replica another value`;
};

/** Unique in space and time. https://dev.mysql.com/doc/refman/8.4/en/miscellaneous-functions.html#function_uuid */
const unique: ReadonlySet<string> = new Set(['uuid', 'uuid_short']);

const copies = (strength: string): boolean => /COPY/i.test(strength) && !/NOCOPY/i.test(strength);

const deviceName = /^(?:con|prn|aux|nul|com[1-9]|lpt[1-9])$/i;

export const probe = (product: Product): ProbeDialect => ({
  words: words(product),
  pass: pass(product),
  key: (value, part) => {
    const { column, stored, prefix } = part;
    const cut = prefix === null ? value : B.call('left', value, B.num(prefix));
    if (column === null || !collates(column.type)) return cut;
    if (stored !== null && collates(stored.type) && stored.collation === column.collation) return cut;
    const collation = column.collation ?? product.server?.collation ?? null;
    const charset = column.charset ?? product.server?.charset ?? null;
    if (collation === null || charset === null) return null;
    const written = B.cast(value, `char character set ${charset}`);
    const again = prefix === null ? written : B.call('left', written, B.num(prefix));
    return B.collate(again, collation);
  },
  refusesInside: refusedInside(product),
  misreads: misreads(product),
  compared: null,
  endsEarlier: () => false,
  // A copy of the table stores every date again, and NO_ZERO_DATE or NO_ZERO_IN_DATE refuses those that are none (1292).
  uncopyable: (column, strength) =>
    copies(strength) && (column.type.kind === 'Date' || column.type.kind === 'DateTime')
      ? (value) => noRealDay(product, value)
      : null,
  // Measured on both (1264): neither looks at the rows when the column is added, and MariaDB not at those that come.
  virtualUnchecked: true,
  // A copy computes every such column anew, a table built anew in place those that an index holds.
  recomputes: ({ generated }, { indexed }, { strength, rewrites }) =>
    generated !== null && (copies(strength) || (rewrites && indexed && !generated.stored)),
  // An UPDATE keeps its index; MariaDB also computes what is stored, or in a check.
  recomputesRow: ({ generated }, { indexed, checked }) =>
    generated !== null &&
    (product.id === 'mariadb' ? generated.stored || indexed || checked : indexed && !generated.stored),
  rechecks: copies,
  // INSTANT ADD COLUMN stores one value for all rows.
  defaultsByRow: false,
  refusesDefault: unrepeatable,
  differs: (expr) => expr.kind === 'Call' && expr.args.length === 0 && unique.has(expr.name),
  fillsByUpdate: () => false,
  triesDefault: () => true,
  // https://dev.mysql.com/doc/refman/8.4/en/sql-mode.html#sqlmode_no_auto_value_on_zero
  renumbered: (value) => B.eq(value, B.num(0)),
  mismatch: mismatch(product),
  // Its file is called `con@@@`, and InnoDB looks for another one (measured on 10.11, error 150).
  // https://mariadb.com/kb/en/identifier-to-file-name-mapping/
  refusesParent: (table) =>
    product.id === 'mariadb' && deviceName.test(table)
      ? `MariaDB finds no table called ${table}, which is the name of a device`
      : null,
  unlike: () => null,
  lacksClass: () => null,
  lacksType: lacksType(product),
  holdsLabels: () => null,
  refusesKey: refusesKey(product),
  // MySQL 8.4 wants a unique key unless restrict_fk_on_non_standard_key is off; InnoDB itself wants an index.
  target: product.id === 'mysql' && product.version.major * 100 + product.version.minor >= 804 ? 'unique key' : 'index',
  keysAreNotNull: true,
  entry: null,
  viewsFollowRenames: false,
  estimates: {
    sql: `SELECT CAST(NULL AS CHAR) AS namespace, TABLE_NAME AS name, COALESCE(TABLE_ROWS, -1) AS \`rows\` FROM information_schema.TABLES
  WHERE TABLE_SCHEMA = DATABASE() AND TABLE_TYPE = 'BASE TABLE' LIMIT 10000`,
  },
  rowsOf: (table) => ({
    sql: `SELECT COALESCE(MAX(TABLE_ROWS), 0) AS n FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = ${literal(table.name)}`,
  }),
  // MariaDB switches its performance schema off unless told otherwise; then there is no row and no number.
  uses: (table, index) => ({
    sql: `SELECT COALESCE(MAX(COUNT_READ), -1) AS uses FROM performance_schema.table_io_waits_summary_by_index_usage
  WHERE OBJECT_SCHEMA = DATABASE() AND OBJECT_NAME = ${literal(table.name)} AND INDEX_NAME = ${literal(index)}`,
  }),
  // Sorting instead of a temporary table with a key for each group, which falls out of memory: seven times faster at
  // five million keys. https://dev.mysql.com/doc/refman/8.4/en/select.html · https://mariadb.com/kb/en/sql_small_result/
  brief: (value, characters) => B.call('left', B.cast(value, 'char'), B.num(characters)),
  backslashes: ["'", '"'],
  comments: ['--', '/*', '#'],
  pace: { reading: 2e7, grouping: 5e6 },
  surplusFirst: false,
  manyGroups: 'SQL_BIG_RESULT',
  // https://mariadb.com/kb/en/system-versioned-tables/#system_versioning_alter_history
  history: product.features.keepsHistory
    ? {
        keeps: (o) => o.kind === 'constraint' && o.name.name === systemVersioning,
        refuses: { sql: `SELECT @@GLOBAL.system_versioning_alter_history = 'ERROR' AS refuses` },
      }
    : null,
  lax: {
    sql: `SELECT CASE WHEN @@GLOBAL.sql_mode LIKE '%STRICT\\_TRANS\\_TABLES%' OR @@GLOBAL.sql_mode LIKE '%STRICT\\_ALL\\_TABLES%' THEN 0 ELSE 1 END AS lax`,
  },
});
