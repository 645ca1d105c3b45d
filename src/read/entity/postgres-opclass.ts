/**
 * Operator classes that a method takes for a type by itself: a catalog does not say them, and neither must a source.
 * https://www.postgresql.org/docs/18/gin-builtin-opclasses.html and its kin for GiST, SP-GiST and BRIN
 */

const usual: Readonly<Record<string, (name: string, type: string) => boolean>> = {
  btree: (name, type) => name === `${names[type] ?? type}_ops`,
  hash: (name, type) => name === `${names[type] ?? type}_ops`,
  gin: (name) => name === 'array_ops' || name === 'jsonb_ops' || name === 'tsvector_ops',
  gist: (name, type) => name !== 'inet_ops' && name === `${type}_ops`,
  spgist: (name) => name === 'inet_ops' || name === 'network_ops' || name === 'text_ops' || name === 'range_ops',
  brin: (name) => (name.endsWith('_minmax_ops') && name !== 'inet_minmax_ops') || name === 'inet_inclusion_ops',
};

/** varchar's class is an alias of text's, which is what the catalog has. */
const names: Readonly<Record<string, string>> = {
  integer: 'int4',
  smallint: 'int2',
  bigint: 'int8',
  char: 'bpchar',
  varchar: 'text',
  boolean: 'bool',
  real: 'float4',
  'double precision': 'float8',
};

/** @param spelling the column's type, with or without sizes */
export const isUsualOpclass = (method: string, name: string, spelling: string): boolean => {
  const type = spelling.replace(/\(.*\)/, '').replace(/ with(?:out)? time zone$/, '');
  return (Object.hasOwn(usual, method) ? usual[method]?.(name, type) : false) === true;
};
