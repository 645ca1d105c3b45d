/** A column as it is stored. */
import type { Expr } from '../../ir/expression.js';
import { kept, keptData, mapKept } from '../../ir/identical.js';
import type { Column, Default, EnumType, Table } from '../../ir/schema.js';
import { canonicalDefault, currentTimestamp, isNow } from './canonical-default.js';
import { bothOrNeither, type Charset, hasCharset } from './charset.js';
import { physicalType } from './physical-type.js';
import type { Product } from './product.js';

/** Columns that are part of any key. */
export const keyColumns = (t: Table): ReadonlySet<string> =>
  new Set([
    ...(t.primaryKey?.columns.map((c) => c.name) ?? []),
    ...t.uniques.flatMap((u) => u.columns),
    ...t.foreignKeys.flatMap((f) => f.columns),
    ...t.indexes.flatMap((i) =>
      i.method === 'fulltext'
        ? []
        : i.parts.flatMap((p) => (p.of.kind === 'Column' && p.prefix === null ? [p.of.name] : [])),
    ),
  ]);

const none: Charset = { charset: null, collation: null };

export interface ColumnContext {
  readonly product: Product;
  readonly own: (e: Expr) => Expr;
  readonly enums: ReadonlyArray<EnumType>;
  readonly keys: ReadonlySet<string>;
  readonly primaryKey: ReadonlySet<string>;
  /** What a column of this table has that states neither; null parts = nobody knows. */
  readonly table: Charset;
}

const ownDefault = (own: (e: Expr) => Expr, d: Default | null): Default | null =>
  d?.kind === 'Expression' ? { kind: 'Expression', expr: own(d.expr) } : d;

export const physicalColumn = (at: ColumnContext, c: Column): Column => {
  const type = keptData(c.type, physicalType(c.type, at.enums, at.keys.has(c.name)));
  const stated = hasCharset(type) ? bothOrNeither(at.product, c) : none;
  const { charset, collation } = stated.collation === at.table.collation ? none : stated;
  const counts = c.identity !== null;
  return kept(c, {
    ...c,
    type,
    charset,
    collation,
    nullable:
      c.generated !== null && !at.product.features.generatedNotNull
        ? true
        : c.nullable && !counts && !at.primaryKey.has(c.name),
    default:
      counts || c.generated !== null
        ? null
        : keptData(c.default, canonicalDefault(type, ownDefault(at.own, c.default))),
    identity: counts ? keptData<Column['identity']>(c.identity, { kind: 'AutoIncrement' }) : null,
    generated: c.generated === null ? null : kept(c.generated, { ...c.generated, expr: at.own(c.generated.expr) }),
    comment: c.comment === '' ? null : c.comment,
    onUpdate:
      c.onUpdate === null
        ? null
        : keptData(c.onUpdate, isNow(c.onUpdate) ? currentTimestamp(type) : at.own(c.onUpdate)),
  });
};

/**
 * Where explicit_defaults_for_timestamp is off (MariaDB before 10.10), a TIMESTAMP column that is NOT NULL and says
 * nothing more gets the current time now and at each update when it is the table's first, else the zero date.
 * https://dev.mysql.com/doc/refman/8.4/en/server-system-variables.html#sysvar_explicit_defaults_for_timestamp
 */
export const withImpliedTimestamps = (product: Product, columns: ReadonlyArray<Column>): ReadonlyArray<Column> => {
  if (product.server?.explicitTimestamps !== false) return columns;
  const isTimestamp = (c: Column): boolean => c.type.kind === 'DateTime' && c.type.variant === 'timestamp';
  const first = columns.find(isTimestamp);
  return mapKept(columns, (c) => {
    if (!isTimestamp(c) || c.nullable || c.default !== null || c.onUpdate !== null || c.generated !== null) return c;
    const now = currentTimestamp(c.type);
    return c === first
      ? { ...c, default: { kind: 'Expression', expr: now }, onUpdate: now }
      : {
          ...c,
          default: canonicalDefault(c.type, { kind: 'Value', value: { kind: 'String', value: '0000-00-00' } }),
        };
  });
};
