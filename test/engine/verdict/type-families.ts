/** Changes of a column's type, from every type to every type it may become. */
import { E } from '../../../src/ir/expression.js';
import { qname } from '../../../src/ir/name.js';
import { column, foreignKey, table, unique } from '../../../src/ir/schema.js';
import { type DataType, T } from '../../../src/ir/type.js';
import { addColumn, type Bench, type Family, key, type Pool, quoteFor } from './bench.js';
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

const uuidTexts = (b: Bench): Pool => ({
  good: Array.from({ length: 9 }, (_, i) => `'0000000${i}-0000-4000-8000-00000000000${i}'`),
  edge:
    b.dialect === 'postgres'
      ? ["'x'", "'00000001-0000-4000-8000-00000000000A'", "'{00000001-0000-4000-8000-000000000001}'", "''"]
      : ["'x'"],
});

const jsonTexts: Pool = {
  good: Array.from({ length: 9 }, (_, i) => `'{"k": ${i}}'`),
  edge: ["'{'", `'{"b": 1, "a": 2}'`, `'{"a": 1, "a": 2}'`, "'[1, 2]'", "''", "'nul'"],
};

const labelTexts: Pool = { good: ["'sad'", "'ok'"], edge: ["'Sad'", "'ok '", "'x'", "''", "'1'"] };

/** Kinds of types that meet less often. */
const oddities: Family = (b) => {
  const style = b.rng.int(7);
  const bool = pool(T.boolean, b.dialect);
  if (style === 0) changed(b, T.boolean, T.integer(32), bool);
  if (style === 1) changed(b, T.integer(32), T.boolean, { good: ['0', '1'], edge: ['2', '-1'] });
  if (style === 2) changed(b, T.varchar(60), T.uuid, uuidTexts(b));
  if (style === 3) changed(b, T.varchar(60), T.json(b.rng.once(2)), jsonTexts);
  if (style === 4) changed(b, T.json(), T.text(), pool(T.json(), b.dialect));
  if (style === 5) {
    const t = T.time(b.rng.pick([3, b.dialect === 'postgres' ? 6 : 0]));
    changed(b, t, T.time(b.rng.pick([0, 3])), pool(t, b.dialect));
  }
  if (style === 6 && b.dialect !== 'postgres') changed(b, T.varchar(20), T.enum(['sad', 'ok', 'happy']), labelTexts);
};

/** Both sides of a foreign key change together. */
const keyTypes: Family = (b) => {
  const parent = b.name('p');
  const types: ReadonlyArray<DataType> = [T.integer(32), T.integer(64), T.integer(16)];
  const [from, to] = [b.rng.pick(types), b.rng.pick(types)];
  const side = (type: DataType) => table(qname(parent), [column('k', type)], { primaryKey: key(['k']) });
  b.before.tables.push(side(from));
  b.after.tables.push(side(to));
  const name = b.name('f');
  addColumn(
    b,
    column(name, from, { nullable: true }),
    column(name, to, { nullable: true }),
    withNull({ good: ['2', '3'], edge: ['100'] }),
  );
  for (const s of [b.before, b.after])
    s.parts.foreignKeys.push(foreignKey([name], { table: qname(parent), columns: ['k'] }));
  for (const v of ['2', '3', '100', ...(from.kind === 'Integer' && from.bits > 16 && b.rng.once(2) ? ['40000'] : [])])
    b.others.push(`INSERT INTO ${quoteFor(b.dialect)(parent)} VALUES (${v})`);
};

/** A plain column becomes computed, or a computed one follows a change of what it is computed from. */
const computed: Family = (b) => {
  const n = b.name('n');
  const sum = { expr: E.binary('+', E.column(n), E.number(1)), stored: true };
  const type = b.rng.pick<DataType>([T.integer(32), T.integer(16)]);
  const style = b.rng.int(3);
  const from = style === 2 ? T.integer(64) : T.integer(32);
  addColumn(
    b,
    column(n, from, { nullable: true }),
    column(n, T.integer(32), { nullable: true }),
    withNull(pool(from, b.dialect)),
  );
  const m = b.name('m');
  if (style === 0) b.after.columns.push(column(m, type, { nullable: true, generated: sum }));
  if (style !== 1) return;
  const values: Pool = { good: ['3', '4', '5', '6', '7', '8', '9', '10', '11'], edge: ['0', 'NULL'] };
  const [plain, sums] = [column(m, type, { nullable: true }), column(m, type, { nullable: true, generated: sum })];
  addColumn(b, plain, sums, values, { filled: true });
};

/** A table becomes STRICT, and its values must be of their types. */
const strictness: Family = (b) => {
  if (b.dialect !== 'sqlite') return;
  b.after.options = { ...b.after.options, strict: true };
  const n = column(b.name('n'), T.integer(32), { nullable: true });
  const v = column(b.name('v'), T.text(), { nullable: true });
  const r = column(b.name('r'), T.float(64), { nullable: true });
  addColumn(b, n, n, { good: ['1', '2', '3'], edge: ["'abc'", '1.5', "'7'", 'NULL', "x'00'"] });
  addColumn(b, v, v, { good: ["'a'", "'b'"], edge: ["x'00'", '5', 'NULL'] });
  addColumn(b, r, r, { good: ['1.5', '2'], edge: ["'x'", 'NULL', "'2.5'"] });
};

/** Characters that the new character set may not have, or that compare in another way there. */
const charsets: Family = (b) => {
  if (!isMy(b)) return;
  const sets = [
    { charset: 'utf8mb4', collation: 'utf8mb4_general_ci' },
    { charset: 'latin1', collation: 'latin1_swedish_ci' },
    { charset: 'ascii', collation: 'ascii_bin' },
    { charset: 'utf8mb4', collation: 'utf8mb4_bin' },
  ];
  const [from, to] = [b.rng.pick(sets), b.rng.pick(sets)];
  const c = column(b.name('s'), T.varchar(20), { nullable: true });
  addColumn(
    b,
    { ...c, ...from },
    { ...c, ...to },
    { good: ["'a'", "'b'", "'c'"], edge: ["'é'", "'✓'", "'A'", "'€'", 'NULL'] },
  );
  if (b.rng.once(2)) for (const s of [b.before, b.after]) s.parts.uniques.push(unique([c.name]));
};

/** A new column that gives every row a value by an expression, perhaps the same one. */
const workedDefaults: Family = (b) => {
  const words = {
    postgres: ['gen_random_uuid', T.uuid],
    mysql: ['uuid', T.varchar(36)],
    mariadb: ['uuid', T.varchar(36)],
    sqlite: ['random', T.integer(64)],
  } as const;
  const [word, type] = words[b.dialect];
  const name = b.name('token');
  const style = b.rng.int(3);
  const expr = style === 0 ? E.call('current_timestamp') : E.call(word);
  const of = style === 0 ? T.dateTime('datetime', b.dialect === 'postgres' ? 6 : 0) : type;
  b.after.columns.push(column(name, of, { default: { kind: 'Expression', expr } }));
  if (style !== 2) b.after.parts.uniques.push(unique([name]));
};

export const typeFamilies: Readonly<Record<string, Family>> = {
  numbers,
  texts,
  fromText,
  toText,
  times,
  using,
  labels,
  oddities,
  keyTypes,
  computed,
  strictness,
  charsets,
  workedDefaults,
};
