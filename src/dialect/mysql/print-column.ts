/** A column's whole definition, which MODIFY and CHANGE restate. https://dev.mysql.com/doc/refman/8.4/en/create-table.html */
import type { Literal } from '../../ir/expression.js';
import type { Column, Default } from '../../ir/schema.js';
import type { DataType } from '../../ir/type.js';
import { isNow } from './canonical-default.js';
import type { Out } from './out.js';
import type { Product } from './product.js';
import { isBeyondCatalog } from './quote.js';

const isLob = (type: DataType): boolean =>
  type.kind === 'Text' ||
  type.kind === 'Blob' ||
  type.kind === 'Json' ||
  (type.kind === 'Native' && /^(?:geometry|point|linestring|polygon|multi|geometrycollection)/.test(type.spelling));

/**
 * MySQL's catalog shows a character beyond U+FFFF in a literal default as `?`, so that it could not be restated later;
 * in an expression it shows it whole. [measured on 9.7]
 */
const beyondCatalog = (v: Literal): boolean => v.kind === 'String' && isBeyondCatalog(v.value);

/** It stands behind DEFAULT as it is; all else does so in parentheses, and is worked out row by row. */
export const isBareDefault = ({ features }: Product, c: Column, d: Default): boolean =>
  d.kind === 'Value'
    ? !(features.lobDefaultsInParentheses && (isLob(c.type) || beyondCatalog(d.value)))
    : c.type.kind === 'DateTime' && isNow(d.expr);

/** The value behind DEFAULT. */
export const defaultText = (out: Out, c: Column, d: Default): string => {
  const { features } = out.product;
  const text =
    d.kind === 'Value' && d.value.kind === 'Boolean'
      ? d.value.value
        ? '1'
        : '0'
      : out.kept(d.kind === 'Value' ? { kind: 'Literal', value: d.value } : d.expr);
  if (isBareDefault(out.product, c, d)) return text;
  if (!features.expressionDefaults)
    out.refuse('an expression as a default', c.name, 'Use a literal, or fill the column from the application.');
  return `(${text})`;
};

const charsetText = (out: Out, c: Column): string =>
  [
    c.charset === null ? '' : ` CHARACTER SET ${out.charset(c.charset)}`,
    c.collation === null ? '' : ` COLLATE ${out.charset(c.collation)}`,
  ].join('');

/** Without the name: what follows it in CREATE TABLE, ADD, MODIFY and CHANGE. */
export const definition = (out: Out, c: Column): string => {
  if (c.identity !== null && c.identity.kind !== 'AutoIncrement') out.refuse(`${c.identity.kind} columns`, c.name);
  if (c.invisible && !out.product.features.invisibleColumns) out.refuse('invisible columns', c.name);
  if (c.invisible && !c.nullable && c.default === null && c.identity === null && c.generated === null)
    if (out.product.features.invisibleNeedsDefault)
      out.refuse('invisible columns that are NOT NULL without a default', c.name, 'Give the column a default.');
  const generated =
    c.generated === null
      ? ''
      : ` GENERATED ALWAYS AS (${out.kept(c.generated.expr)}) ${c.generated.stored ? 'STORED' : 'VIRTUAL'}`;
  const bareNull = c.generated !== null && c.nullable;
  return [
    out.type(c.type),
    charsetText(out, c),
    generated,
    // NULL is said, because a TIMESTAMP column is NOT NULL by itself where explicit_defaults_for_timestamp is off.
    bareNull ? '' : c.nullable ? ' NULL' : ' NOT NULL',
    c.invisible ? ' INVISIBLE' : '',
    c.default === null || c.identity !== null ? '' : ` DEFAULT ${defaultText(out, c, c.default)}`,
    c.onUpdate === null ? '' : ` ON UPDATE ${out.expr(c.onUpdate)}`,
    c.identity === null ? '' : ' AUTO_INCREMENT',
    c.comment === null ? '' : ` COMMENT ${out.comment(c.comment)}`,
  ].join('');
};

export const columnDefinition = (out: Out, c: Column): string => `${out.name(c.name)} ${definition(out, c)}`;
