/** What MySQL and MariaDB keep of an expression: in an index, and in a column that is computed. */
import { E, type Expr } from '../../../src/ir/expression.js';
import { index, indexPart, unique } from '../../../src/ir/schema.js';
import { type DataType, T } from '../../../src/ir/type.js';
import { a, type Case } from './case.js';

const c = E.column('a');
const path = E.string('$.n');

/** MySQL indexes no text without an end, and no JSON. */
const indexed: ReadonlyArray<readonly [what: string, of: DataType, expr: Expr]> = [
  ['lower() of a text', T.text(), E.call('lower', c)],
  ['lower() of a varchar', T.varchar(40), E.call('lower', c)],
  ['concat() of a blob', T.blob(), E.call('concat', c, E.string('x'))],
  ['left() of a text', T.text(), E.call('left', c, E.number(10))],
  ['coalesce() of a text', T.text(), E.call('coalesce', c, E.string('x'))],
  ['length() of a text', T.text(), E.call('length', c)],
  ['JSON', T.json(), E.call('json_extract', c, path)],
  ['a text in JSON', T.json(), E.call('json_unquote', E.call('json_extract', c, path))],
  ...['char', 'char(20)', 'binary', 'binary(20)', 'signed', 'decimal(9,2)', 'date', 'datetime(3)'].flatMap((to) =>
    [T.text(), T.varchar(40), T.json(), T.integer(32)].map((of) => [`${of.kind} as ${to}`, of, E.cast(c, to)] as const),
  ),
];

const casts: ReadonlyArray<readonly [of: DataType, to: string]> = [
  ...[
    T.text(),
    T.float(64),
    T.integer(32),
    T.decimal(10, 0),
    T.decimal(10, 2),
    T.dateTime('datetime', 6),
    T.date,
  ].flatMap((of) =>
    ['time', 'datetime', 'datetime(6)', 'date', 'binary(3)', 'char(3)', 'decimal'].map((to) => [of, to] as const),
  ),
];

export const ofExpressions = (dialect: 'mysql' | 'mariadb'): ReadonlyArray<Case> => [
  ...(dialect === 'mariadb' ? [] : indexed).map(([what, of, expr]) => ({
    what: `an index over ${what}`,
    columns: [a(of)],
    parts: { indexes: [index([{ ...indexPart('a'), of: { kind: 'Expression' as const, expr } }], { name: 'i' })] },
  })),
  ...casts.flatMap(([of, to]) =>
    (['stored', 'virtual', 'virtual and unique'] as const).map((how) => ({
      what: `${of.kind} as ${to}, ${how}`,
      columns: [a(of), a(T.varchar(60), { name: 'g', generated: { expr: E.cast(c, to), stored: how === 'stored' } })],
      parts: how === 'virtual and unique' ? { uniques: [unique(['g'], { name: 'u' })] } : {},
    })),
  ),
];
