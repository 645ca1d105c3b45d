/**
 * Operator classes: Prisma's words for PostgreSQL's names. The class that a method takes for a type by itself is not said.
 * https://www.prisma.io/docs/orm/reference/prisma-schema-reference#index
 */
import type { Source } from '../../spec/report.js';
import { badValue } from './arguments.js';
import type { Value } from './ast.js';

/** `JsonbPathOps` → `jsonb_path_ops`, `TimestampTzMinMaxMultiOps` → `timestamptz_minmax_multi_ops`. */
const snake = (word: string): string =>
  word
    .replace('MinMax', 'Minmax')
    .replace(/^TimestampTz/, 'Timestamptz')
    .replace(/^TimeTz/, 'Timetz')
    .replace(/^PgLsn/, 'Pg_lsn')
    .replace(/(?<=[a-z0-9])(?=[A-Z])/g, '_')
    .toLowerCase();

/** https://www.postgresql.org/docs/18/gin-builtin-opclasses.html and its kin for GiST, SP-GiST and BRIN */
const usual: Readonly<Record<string, (name: string, type: string) => boolean>> = {
  btree: (name, type) => name === `${names[type] ?? type}_ops`,
  hash: (name, type) => name === `${names[type] ?? type}_ops`,
  gin: (name) => name === 'array_ops' || name === 'jsonb_ops' || name === 'tsvector_ops',
  gist: (name, type) => name !== 'inet_ops' && name === `${type}_ops`,
  spgist: (name) => name === 'inet_ops' || name === 'network_ops' || name === 'text_ops' || name === 'range_ops',
  brin: (name) => (name.endsWith('_minmax_ops') && name !== 'inet_minmax_ops') || name === 'inet_inclusion_ops',
};

const names: Readonly<Record<string, string>> = {
  integer: 'int4',
  smallint: 'int2',
  bigint: 'int8',
  char: 'bpchar',
  boolean: 'bool',
  real: 'float4',
  'double precision': 'float8',
};

export const opclassOf = (src: Source, value: Value, method: string, type: string): string | null => {
  const name = nameOf(value);
  if (name === null) {
    return badValue(
      src,
      value,
      'ops',
      'it is one of Prisma’s operator classes, or raw("name")',
      'Write ops: raw("gin_trgm_ops").',
    );
  }
  const base = type.replace(/\(.*\)/, '').replace(/ with(?:out)? time zone$/, '');
  return (Object.hasOwn(usual, method) ? usual[method]?.(name, base) : false) === true ? null : name;
};

const nameOf = (value: Value): string | null => {
  if (value.kind === 'Name') return /^[A-Z]\w*Ops$/.test(value.name) ? snake(value.name) : null;
  const [first] = value.kind === 'Call' && value.name === 'raw' ? value.args : [];
  return first?.value.kind === 'String' && /^[a-z_][\w.]*$/i.test(first.value.value) ? first.value.value : null;
};
