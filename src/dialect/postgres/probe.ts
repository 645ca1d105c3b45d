/** What PostgreSQL will do with the rows that are there. */
import { sameName } from '../../ir/name.js';
import type { Column, ForeignKey, ReferentialAction, Table } from '../../ir/schema.js';
import { type DataType, sameType } from '../../ir/type.js';
import { B } from '../../sql/build.js';
import type { ServerVersion } from '../dialect.js';
import { type Asked, outcome, type ProbeDialect } from '../probe.js';
import { elementOf } from './element-of.js';
import { lacksType } from './lacks-type.js';
import { isVolatile } from './locks.js';
import { lacksClass } from './operator-class.js';
import { pass } from './probe-pass.js';
import { quoteText } from './quote.js';
import { words } from './word-trial.js';

const textual = (t: DataType): boolean => t.kind === 'Varchar' || t.kind === 'Char' || t.kind === 'Text';

/** A number goes into a foreign key on a number that is no narrower in kind: integers, then numeric, then floats. */
const rank = (t: DataType): number => ({ Integer: 1, Decimal: 2, Float: 3 })[t.kind as 'Integer'] ?? 0;

const clock = (t: DataType): boolean => t.kind === 'Date' || t.kind === 'DateTime';

/** https://www.postgresql.org/docs/18/sql-createtable.html: the two must have an equality operator in the key's family. */
const mismatch = (child: Column, parent: Column): string | null => {
  const [c, p] = [child.type, parent.type];
  const fits =
    sameType(c, p) ||
    (textual(c) && textual(p)) ||
    (rank(c) > 0 && rank(p) > 0 && rank(c) <= rank(p)) ||
    (clock(c) && clock(p)) ||
    (c.kind === 'Time' && p.kind === 'Time' && c.zone === p.zone) ||
    (c.kind === 'Bit' && p.kind === 'Bit' && c.varying === p.varying) ||
    (c.kind === 'Json' && p.kind === 'Json' && c.binary === p.binary) ||
    c.kind === 'Native' ||
    p.kind === 'Native';
  return fits ? null : `${child.name} and ${parent.name} have types that cannot be compared`;
};

/**
 * Since 18 the collations must be the same where one of them is nondeterministic.
 * https://www.postgresql.org/docs/18/ddl-constraints.html#DDL-CONSTRAINTS-FK
 */
const unlike = (child: Column, parent: Column): Asked | null => {
  if (!textual(child.type) || !textual(parent.type) || child.collation === parent.collation) return null;
  const names = [child.collation, parent.collation].flatMap((c) => (c === null ? [] : [quoteText(c)]));
  return {
    sql: `SELECT count(*)::text AS n FROM pg_catalog.pg_collation WHERE NOT collisdeterministic AND collname IN (${names.join(', ')})`,
  };
};

const writing: ReadonlySet<ReferentialAction> = new Set(['set null', 'set default']);

/** https://www.postgresql.org/docs/18/ddl-generated-columns.html */
const refusesKey = (f: ForeignKey, t: Table): string | null => {
  const computed = t.columns.find((c) => c.generated !== null && f.columns.includes(c.name));
  if (computed === undefined) return null;
  if (computed.generated?.stored === false) return `${computed.name} is computed and not stored`;
  const writes = writing.has(f.onDelete) || writing.has(f.onUpdate) || f.onUpdate === 'cascade';
  return writes ? `${computed.name} is computed, so the key cannot write it` : null;
};

const small: ReadonlySet<DataType['kind']> = new Set([
  'Boolean',
  'Integer',
  'Decimal',
  'Float',
  'Bit',
  'Date',
  'Time',
  'DateTime',
  'Uuid',
  'Enum',
]);

const namespaced = (namespace: string | null): string =>
  namespace === null ? '(pg_catalog.current_schemas(false))[2]' : quoteText(namespace);

export const probe = (version: ServerVersion): ProbeDialect => ({
  words,
  pass: pass(version),
  key: (value, part) => {
    const { column, stored } = part;
    if (part.collation !== null) return B.collate(value, part.collation);
    if (column === null || !textual(column.type)) return value;
    // As it is stored, it compares as it is stored.
    if (stored !== null && stored.collation === column.collation && textual(stored.type)) return value;
    return B.collate(value, column.collation ?? 'default');
  },
  refusesInside: () => outcome.never,
  misreads: () => [],
  differs: () => false,
  compared: null,
  endsEarlier: (from, to) => from.kind === 'Date' && to.kind === 'DateTime',
  uncopyable: () => null,
  virtualUnchecked: false,
  recomputes: () => false,
  recomputesRow: () => false,
  rechecks: () => false,
  defaultsByRow: true,
  refusesDefault: () => null,
  // online.ts does it where the table is busy.
  fillsByUpdate: isVolatile,
  // A text is read when it is stated; a length or a number's range is looked at when a row gets it.
  triesDefault: (value, c) => value.kind === 'String' && !textual(c.type),
  renumbered: null,
  mismatch,
  refusesParent: () => null,
  unlike: version.major >= 18 ? unlike : () => null,
  lacksClass,
  lacksType,
  holdsLabels: (value, type, of, labels) => {
    const element = elementOf(type);
    return element === null || !sameName(element, of)
      ? null
      : B.op('&&', B.cast(value, 'text[]'), { kind: 'Array', items: labels.map(B.text) });
  },
  refusesKey,
  target: 'unique key',
  keysAreNotNull: true,
  // A third of a page. https://www.postgresql.org/docs/18/btree.html
  entry: {
    bytes: 2600,
    sizeOf: (value) => B.call('octet_length', B.cast(value, 'text')),
    fixed: (t) => small.has(t.kind) || ((t.kind === 'Varchar' || t.kind === 'Char') && (t.length ?? 9999) <= 600),
  },
  viewsFollowRenames: true,
  estimates: {
    sql: `SELECT CASE WHEN n.nspname = ${namespaced(null)} THEN NULL ELSE n.nspname::text END AS namespace, c.relname::text AS name,
  c.reltuples::bigint::text AS rows, CASE WHEN c.reltuples < 0 AND c.relkind = 'r' THEN (pg_catalog.pg_relation_size(c.oid) / 28)::text END AS most FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'm') AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg\\_toast%'
  LIMIT 10000`,
  },
  rowsOf: null,
  uses: (table, index) => ({
    sql: `SELECT coalesce(max(s.idx_scan), -1)::bigint::text AS uses FROM pg_catalog.pg_stat_user_indexes s
  WHERE s.schemaname = ${namespaced(table.namespace)} AND s.relname = ${quoteText(table.name)} AND s.indexrelname = ${quoteText(index)}`,
  }),
  brief: (value, characters) => B.call('left', B.cast(value, 'text'), B.num(characters)),
  backslashes: ["'"],
  comments: ['--', '/*'],
  pace: { reading: 1e8, grouping: 1e7 },
  surplusFirst: true,
  manyGroups: '',
  history: null,
  lax: null,
});
