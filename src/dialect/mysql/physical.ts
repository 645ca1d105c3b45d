/**
 * What MySQL or MariaDB stores for a logical schema. Total and idempotent, and it leaves alone what a catalog read.
 * What the engine cannot have (a partial index, a deferrable constraint) stays, so that printing refuses it with a
 * Problem: dropping it here would lose it in silence.
 */
import type { Expr } from '../../ir/expression.js';
import { kept, keptList, mapKept, sortedKept } from '../../ir/identical.js';
import { compareText, type QName } from '../../ir/name.js';
import type { EnumType, Schema, Table, TableOptions } from '../../ir/schema.js';
import { settling } from '../../ir/settle.js';
import { bothOrNeither, type Charset } from './charset.js';
import { engineExpression } from './expression.js';
import { keyColumns, physicalColumn, withImpliedTimestamps } from './physical-column.js';
import { physicalKeys } from './physical-keys.js';
import { nameEverything } from './physical-names.js';
import type { Product } from './product.js';

const physicalOptions = (product: Product, o: TableOptions): TableOptions => {
  const stated = bothOrNeither(product, o);
  const { charset, collation } =
    stated.collation === (product.server?.collation ?? null) ? { charset: null, collation: null } : stated;
  const engine = o.engine?.toLowerCase() === (product.server?.engine ?? 'InnoDB').toLowerCase() ? null : o.engine;
  const rowFormat = o.rowFormat?.toUpperCase() ?? null;
  return kept(o, {
    ...o,
    comment: o.comment === '' ? null : o.comment,
    engine,
    charset,
    collation,
    rowFormat: rowFormat === 'DEFAULT' ? null : rowFormat,
    strict: false,
    withoutRowid: false,
    unlogged: false,
    storage: sortedKept(o.storage, compareText),
  });
};

/** With lower_case_table_names = 1 the server writes every table name in lower case. */
const folded = (product: Product, n: QName): QName =>
  product.server?.lowerCaseTableNames === 1 && n.name !== n.name.toLowerCase()
    ? { ...n, name: n.name.toLowerCase() }
    : n;

/** Nothing in a stored table rests on the tables around it. */
const isFinal = (): boolean => true;

export const physical = (product: Product): ((schema: Schema) => Schema) => {
  const own = engineExpression(product);
  return settling(
    (schema, isOwn) => {
      const tables = mapKept(schema.tables, (t) => (isOwn(t) ? t : physicalTable(product, own, t, schema.enums)));
      return kept(schema, {
        ...schema,
        tables: nameEverything(tables, product.features.checkNames),
        enums: keptList(schema.enums, []),
      });
    },
    isFinal,
    product.version,
  );
};

const physicalTable = (
  product: Product,
  own: (e: Expr) => Expr,
  stated: Table,
  enums: ReadonlyArray<EnumType>,
): Table => {
  const options = physicalOptions(product, stated.options);
  const t: Table = {
    ...stated,
    name: folded(product, stated.name),
    foreignKeys: mapKept(stated.foreignKeys, (f) =>
      kept(f, {
        ...f,
        references: kept(f.references, { ...f.references, table: folded(product, f.references.table) }),
      }),
    ),
    options,
  };
  const table: Charset =
    options.collation === null && product.server !== null
      ? { charset: product.server.charset, collation: product.server.collation }
      : { charset: options.charset, collation: options.collation };
  const context = {
    product,
    own,
    enums,
    keys: keyColumns(t),
    primaryKey: new Set(t.primaryKey?.columns.map((c) => c.name) ?? []),
    // Nothing stated on either side is the same; null = null must not take a stated collation away.
    table: table.collation === null ? { charset: null, collation: '' } : table,
  };
  const columns = withImpliedTimestamps(
    product,
    mapKept(t.columns, (c) => physicalColumn(context, c)),
  );
  return kept(stated, physicalKeys(product, own, { ...t, columns }));
};
