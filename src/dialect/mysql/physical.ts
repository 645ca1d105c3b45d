/**
 * What MySQL or MariaDB stores for a logical schema. Total and idempotent, and it leaves alone what a catalog read.
 * What the engine cannot have (a partial index, a deferrable constraint) stays, so that printing refuses it with a
 * Problem: dropping it here would lose it in silence.
 */
import type { QName } from '../../ir/name.js';
import type { Schema, Table, TableOptions } from '../../ir/schema.js';
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
  return {
    ...o,
    comment: o.comment === '' ? null : o.comment,
    engine,
    charset,
    collation,
    rowFormat: rowFormat === 'DEFAULT' ? null : rowFormat,
    strict: false,
    withoutRowid: false,
    unlogged: false,
    storage: [...o.storage].sort(),
  };
};

/** With lower_case_table_names = 1 the server writes every table name in lower case. */
const folded = (product: Product, n: QName): QName =>
  product.server?.lowerCaseTableNames === 1 && n.name !== n.name.toLowerCase()
    ? { ...n, name: n.name.toLowerCase() }
    : n;

export const physical =
  (product: Product) =>
  (schema: Schema): Schema => {
    const own = engineExpression(product);
    const tables = schema.tables.map((stated): Table => {
      const options = physicalOptions(product, stated.options);
      const t: Table = {
        ...stated,
        name: folded(product, stated.name),
        foreignKeys: stated.foreignKeys.map((f) => ({
          ...f,
          references: { ...f.references, table: folded(product, f.references.table) },
        })),
        options,
      };
      const table: Charset =
        options.collation === null && product.server !== null
          ? { charset: product.server.charset, collation: product.server.collation }
          : { charset: options.charset, collation: options.collation };
      const context = {
        product,
        own,
        enums: schema.enums,
        keys: keyColumns(t),
        primaryKey: new Set(t.primaryKey?.columns.map((c) => c.name) ?? []),
        // Nothing stated on either side is the same; null = null must not take a stated collation away.
        table: table.collation === null ? { charset: null, collation: '' } : table,
      };
      const columns = withImpliedTimestamps(
        product,
        t.columns.map((c) => physicalColumn(context, c)),
      );
      return physicalKeys(product, own, { ...t, columns });
    });
    return { ...schema, tables: nameEverything(tables, product.features.checkNames), enums: [] };
  };
