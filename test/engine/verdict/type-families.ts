/** Changes of a column's type, from every type to every type it may become. */
import { E } from '../../../src/ir/expression.js';
import { qname } from '../../../src/ir/name.js';
import { column } from '../../../src/ir/schema.js';
import { type DataType, T } from '../../../src/ir/type.js';
import { addColumn, type Bench, type Family, type Pool } from './bench.js';
import { dateTexts, numberTexts, pool, withNull } from './pools.js';

const isMy = (b: Bench): boolean => b.dialect === 'mysql' || b.dialect === 'mariadb';

const wholes: ReadonlyArray<DataType> = [T.integer(16), T.integer(32), T.integer(64)];
const decimals: ReadonlyArray<DataType> = [T.decimal(10, 2), T.decimal(12, 4), T.decimal(5, 0), T.decimal(4, 2)];
const floats: ReadonlyArray<DataType> = [T.float(64), T.float(32)];
const moments = (b: Bench): ReadonlyArray<DataType> => [
  T.dateTime('datetime', b.dialect === 'postgres' ? 6 : 0),
  T.dateTime('datetime', 3),
  T.date,
  ...(isMy(b) ? [T.dateTime('timestamp', 0)] : []),
  ...(b.dialect === 'postgres' ? [T.dateTime('instant', 6)] : []),
];

const changed = (b: Bench, from: DataType, to: DataType, values: Pool): void => {
  const name = b.name('c');
  const renamed = b.rng.once(5) ? b.name('renamed') : name;
  addColumn(b, column(name, from, { nullable: true }), column(renamed, to, { nullable: true }), withNull(values));
};

const numbers: Family = (b) => {
  const all = [
    ...wholes,
    ...decimals,
    ...floats,
    ...(isMy(b) ? [T.integer(8), T.integer(32, true), T.decimal(8, 3, true)] : []),
  ];
  const from = b.rng.pick(all.filter((t) => !(t.kind === 'Integer' && t.unsigned)));
  changed(b, from, b.rng.pick(all), pool(from, b.dialect));
};

const texts: Family = (b) => {
  const sizes: ReadonlyArray<DataType> = [T.varchar(30), T.varchar(5), T.varchar(12), T.char(6), T.text()];
  const from = b.rng.pick(sizes);
  const to = b.rng.pick(sizes);
  changed(b, from, to, pool(from, b.dialect));
};

const fromText: Family = (b) => {
  const from = b.rng.pick<DataType>([T.varchar(30), T.text()]);
  const to = b.rng.pick<DataType>([
    T.integer(32),
    T.integer(64),
    T.integer(16),
    T.decimal(10, 2),
    T.float(64),
    T.date,
    ...moments(b),
  ]);
  const dated = to.kind === 'Date' || to.kind === 'DateTime';
  changed(b, from, to, dated ? dateTexts(b.dialect) : numberTexts(b.dialect));
};

const toText: Family = (b) => {
  const from = b.rng.pick<DataType>([...wholes, ...decimals, ...floats, T.date, ...moments(b), T.boolean]);
  changed(b, from, b.rng.pick<DataType>([T.varchar(5), T.varchar(30), T.text()]), pool(from, b.dialect));
};

const times: Family = (b) => {
  const from = b.rng.pick(moments(b));
  changed(b, from, b.rng.pick(moments(b)), pool(from, b.dialect));
};

/** The user says how. */
const using: Family = (b) => {
  const name = b.name('age');
  const to = b.rng.pick<DataType>([T.integer(32), T.decimal(10, 2)]);
  const values = numberTexts(b.dialect);
  addColumn(
    b,
    column(name, T.varchar(30), { nullable: true }),
    column(name, to, { nullable: true }),
    { good: values.good, edge: [...values.edge, 'NULL'] },
    { rewritten: true },
  );
  const value = E.call('nullif', E.call('trim', E.column(name)), E.string(''));
  b.data.push({ kind: 'Using', table: qname('t'), column: name, value, at: null });
};

const labels: Family = (b) => {
  const name = b.name('mood');
  const [before, after] = [
    ['sad', 'ok', 'happy'],
    b.rng.pick([
      ['sad', 'ok'],
      ['ok', 'sad'],
      ['sad', 'ok', 'happy', 'new'],
      ['happy', 'ok', 'sad'],
    ]),
  ];
  const values: Pool = { good: before.slice(0, 2).map((l) => `'${l}'`), edge: ["'happy'", 'NULL'] };
  if (b.dialect === 'postgres') {
    const type = qname(b.name('type'));
    b.enums.before.push({ name: type, values: before, comment: null });
    b.enums.after.push({ name: type, values: after, comment: null });
    addColumn(
      b,
      column(name, T.enum([], type), { nullable: true }),
      column(name, T.enum([], type), { nullable: true }),
      values,
    );
  } else
    addColumn(
      b,
      column(name, T.enum(before), { nullable: true }),
      column(name, T.enum(after), { nullable: true }),
      values,
    );
};

export const typeFamilies: Readonly<Record<string, Family>> = {
  numbers,
  texts,
  fromText,
  toText,
  times,
  using,
  labels,
};
