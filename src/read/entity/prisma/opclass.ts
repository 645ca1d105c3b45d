/**
 * Operator classes: Prisma's words for PostgreSQL's names. The class that a method takes for a type by itself is not said.
 * https://www.prisma.io/docs/orm/reference/prisma-schema-reference#index
 */
import type { Source } from '../../spec/report.js';
import { isUsualOpclass } from '../postgres-opclass.js';
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
  return isUsualOpclass(method, name, type) ? null : name;
};

const nameOf = (value: Value): string | null => {
  if (value.kind === 'Name') return /^[A-Z]\w*Ops$/.test(value.name) ? snake(value.name) : null;
  const [first] = value.kind === 'Call' && value.name === 'raw' ? value.args : [];
  return first?.value.kind === 'String' && /^[a-z_][\w.]*$/i.test(first.value.value) ? first.value.value : null;
};
