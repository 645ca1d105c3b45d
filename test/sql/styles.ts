import type { DialectId } from '../../src/ir/expression.js';
import type { ExprStyle } from '../../src/sql/print-expression.js';

const quoted = (mark: string) => (id: string) => `${mark}${id.replaceAll(mark, mark + mark)}${mark}`;
const plain = (v: string): string => `'${v.replaceAll("'", "''")}'`;
const escaped = (v: string): string => plain(v.replaceAll('\\', '\\\\'));
const truth = (v: boolean): string => (v ? 'TRUE' : 'FALSE');

/** Spelling of names and literals, as the dialects have it. */
export const styles: Readonly<Record<DialectId, ExprStyle>> = {
  postgres: {
    dialect: 'postgres',
    name: 'PostgreSQL',
    quote: quoted('"'),
    string: plain,
    boolean: truth,
    bytes: (hex) => `'\\x${hex}'::bytea`,
  },
  mysql: {
    dialect: 'mysql',
    name: 'MySQL',
    quote: quoted('`'),
    string: escaped,
    boolean: truth,
    bytes: (hex) => `x'${hex}'`,
  },
  mariadb: {
    dialect: 'mariadb',
    name: 'MariaDB',
    quote: quoted('`'),
    string: escaped,
    boolean: truth,
    bytes: (hex) => `x'${hex}'`,
  },
  sqlite: {
    dialect: 'sqlite',
    name: 'SQLite',
    quote: quoted('"'),
    string: plain,
    boolean: truth,
    bytes: (hex) => `x'${hex}'`,
  },
};
