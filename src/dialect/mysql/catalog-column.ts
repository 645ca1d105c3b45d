/** A row of information_schema.columns → column. */
import { E, type Expr } from '../../ir/expression.js';
import type { Column, Default } from '../../ir/schema.js';
import { type DataType, T } from '../../ir/type.js';
import { isLeft } from '../../prelude.js';
import { parseExpression } from '../../sql/parse-expression.js';
import { canonicalDefault, currentTimestamp } from './canonical-default.js';
import { type CatalogRow, cell, word } from './catalog-row.js';
import { bothOrNeither, type Charset, hasCharset } from './charset.js';
import { engineExpression } from './expression.js';
import type { Product } from './product.js';
import { parseType } from './types.js';

/** What cannot be parsed is kept as the engine wrote it. */
export const readExpr = (product: Product, text: string): Expr => {
  const shown = product.readExpression(text);
  const parsed = parseExpression(shown, product.id);
  return isLeft(parsed) ? E.native(product.id, shown) : engineExpression(product)(parsed.right);
};

/** JSON is LONGTEXT with a check in MariaDB; `jsonColumns` are those whose check says so. */
const typeOf = (row: CatalogRow, isJson: boolean): DataType => {
  // MariaDB says COMPRESSED in a comment that servers read.
  const type = parseType(
    word(row, 'type').replace(
      /('(?:[^'\\]|''|\\[\s\S])*')|\/\*M?!\d*\s*([^*]*?)\s*\*\//g,
      (_, label: string | undefined, said: string | undefined) => label ?? said ?? '',
    ),
  );
  const srid = cell(row, 'srid');
  if (type.kind === 'Native' && srid !== null) return T.native(`${type.spelling} srid ${srid}`);
  return isJson && type.kind === 'Text' && type.size === 'long' && cell(row, 'collation') === 'utf8mb4_bin'
    ? T.json(false)
    : type;
};

const isNullable = (row: CatalogRow): boolean => word(row, 'nullable').toUpperCase() === 'YES';

const defaultOf = (product: Product, row: CatalogRow, type: DataType): Default | null => {
  const d = product.readDefault({
    text: cell(row, 'dflt'),
    extra: word(row, 'extra'),
    nullable: isNullable(row),
    type,
  });
  return canonicalDefault(
    type,
    d?.kind === 'Expression' ? { kind: 'Expression', expr: engineExpression(product)(d.expr) } : d,
  );
};

export const readColumn = (product: Product, table: Charset, isJson: boolean, row: CatalogRow): Column => {
  const type = typeOf(row, isJson);
  const extra = word(row, 'extra');
  const counts = /\bauto_increment\b/i.test(extra);
  const generation = /\b(STORED|VIRTUAL|PERSISTENT) GENERATED\b/i.exec(extra);
  const text = cell(row, 'generation');
  const generated =
    generation === null || text === null || text === ''
      ? null
      : { expr: readExpr(product, text), stored: generation[1]?.toUpperCase() !== 'VIRTUAL' };
  const stated = hasCharset(type)
    ? bothOrNeither(product, { charset: cell(row, 'charset'), collation: cell(row, 'collation') })
    : { charset: null, collation: null };
  const own = stated.collation === table.collation ? { charset: null, collation: null } : stated;
  const comment = word(row, 'comment');
  return {
    name: word(row, 'col'),
    type,
    nullable: isNullable(row),
    default: generated !== null || counts ? null : defaultOf(product, row, type),
    identity: counts ? { kind: 'AutoIncrement' } : null,
    generated,
    collation: own.collation,
    charset: own.charset,
    comment: comment === '' ? null : comment,
    onUpdate: /\bon update current_timestamp\b/i.test(extra) ? currentTimestamp(type) : null,
    invisible: /\bINVISIBLE\b/i.test(extra),
  };
};
