/** Changes that rows decide: constraints, keys, drops. */
import { E, type Expr } from '../../../src/ir/expression.js';
import { qname } from '../../../src/ir/name.js';
import { check, column, foreignKey, index, indexPart, table, unique } from '../../../src/ir/schema.js';
import { type DataType, T } from '../../../src/ir/type.js';
import { isLeft } from '../../../src/prelude.js';
import { parseExpression } from '../../../src/sql/parse-expression.js';
import { addColumn, type Bench, type Family, key, quoteFor, textFor } from './bench.js';
import { nearTexts, numberTexts, onlyGood, pool, withNull } from './pools.js';

const expr = (text: string): Expr => {
  const parsed = parseExpression(text, 'portable');
  if (isLeft(parsed)) throw new Error(`${text}: ${parsed.left.message}`);
  return parsed.right;
};

const isMy = (b: Bench): boolean => b.dialect === 'mysql' || b.dialect === 'mariadb';

const someType = (b: Bench): DataType =>
  b.rng.pick<DataType>([T.integer(32), T.integer(64), T.varchar(20), T.decimal(10, 2), T.date, T.float(64)]);

const literalOf = (t: DataType): Expr =>
  t.kind === 'Varchar' ? E.string('zz') : t.kind === 'Date' ? E.string('2024-01-01') : E.number(7);

const notNull: Family = (b) => {
  const type = someType(b);
  const from = column(b.name('c'), type, { nullable: true });
  const to = column(b.rng.once(4) ? b.name('renamed') : from.name, type);
  const filled = b.rng.once(3);
  addColumn(b, from, to, withNull(pool(type, b.dialect)), { filled });
  if (filled) b.data.push({ kind: 'Backfill', table: qname('t'), column: to.name, value: literalOf(type), at: null });
};

const required: Family = (b) => {
  const type = someType(b);
  const style = b.rng.int(4);
  if (style === 0) b.after.columns.push(column(b.name('new'), type));
  if (style === 1) {
    const value = literalOf(type);
    if (value.kind === 'Literal')
      b.after.columns.push(column(b.name('new'), type, { default: { kind: 'Value', value: value.value } }));
  }
  if (style < 2) return;
  const source = column(b.name('src'), type, { nullable: true });
  addColumn(b, source, source, withNull(pool(type, b.dialect)));
  b.after.columns.push(column(b.name('new'), type));
  const value = style === 2 ? E.column(source.name) : E.call('coalesce', E.column(source.name), literalOf(type));
  b.data.push({ kind: 'Backfill', table: qname('t'), column: b.name('new'), value, at: null });
};

/** Two texts joined, into a column that may be too short. */
const joined: Family = (b) => {
  const [first, last] = [b.name('first'), b.name('last')];
  for (const n of [first, last]) {
    const c = column(n, T.varchar(20), { nullable: true });
    addColumn(b, c, c, withNull(pool(T.varchar(20), b.dialect)));
  }
  const length = b.rng.pick([10, 25, 41, 80]);
  const value = expr(b.rng.once(2) ? `${first} || ' ' || ${last}` : `coalesce(${first}, '') || ${last}`);
  const name = b.name('full');
  b.after.columns.push(column(name, T.varchar(length), { nullable: b.rng.once(2) }));
  b.data.push({ kind: 'Backfill', table: qname('t'), column: name, value, at: null });
};

/** Texts that are not the same byte for byte may be equal here. https://www.postgresql.org/docs/18/collation.html */
export const ownCollations: ReadonlyMap<string, string> = new Map(
  [
    ['no_case', 'und-u-ks-level2'],
    ['no_accent', 'und-u-ks-level1'],
  ].map(([name, locale]) => [
    name ?? '',
    `CREATE COLLATION "${name}" (provider = icu, locale = '${locale}', deterministic = false)`,
  ]),
);

const collations = (b: Bench): ReadonlyArray<string | null> =>
  b.dialect === 'sqlite'
    ? [null, 'NOCASE', 'RTRIM']
    : isMy(b)
      ? [
          null,
          'utf8mb4_bin',
          'utf8mb4_general_ci',
          'utf8mb4_unicode_ci',
          // Blanks at the end count in these, and only in these.
          ...(b.lane === 'mysql' ? ['utf8mb4_0900_ai_ci', 'utf8mb4_0900_bin'] : ['utf8mb4_unicode_nopad_ci']),
        ]
      : [null, 'C', ...ownCollations.keys()];

const uniques: Family = (b) => {
  const textual = !b.rng.once(3);
  const type = textual ? T.varchar(30) : b.rng.pick<DataType>([T.integer(32), T.decimal(10, 2), T.date]);
  const collation = textual ? b.rng.pick(collations(b)) : null;
  const newCollation = textual && b.rng.once(4) ? b.rng.pick(collations(b)) : collation;
  const from = column(b.name('u'), type, { nullable: true, collation });
  const to = { ...from, collation: newCollation, name: b.rng.once(5) ? b.name('renamed') : from.name };
  addColumn(b, from, to, withNull(textual ? nearTexts(b.dialect) : pool(type, b.dialect)));
  const other = column(b.name('v'), T.integer(32), { nullable: true });
  addColumn(b, other, other, withNull({ good: ['1'], edge: ['2'] }));
  const style = b.rng.int(6);
  const nullsNotDistinct = b.dialect === 'postgres' && b.rng.once(3);
  if (style <= 1) b.after.parts.uniques.push(unique([to.name], { nullsNotDistinct }));
  if (style === 2) b.after.parts.uniques.push(unique([to.name, other.name], { nullsNotDistinct }));
  if (style === 3) {
    const where = !isMy(b) && b.rng.once(2) ? expr(`${other.name} > 1`) : null;
    b.after.parts.indexes.push(index([indexPart(to.name)], { unique: true, where, nullsNotDistinct }));
  }
  if (style === 4) {
    if (b.dialect === 'mariadb' || !textual) b.after.parts.uniques.push(unique([to.name]));
    else b.after.parts.indexes.push(index([indexPart(expr(`lower(${to.name})`))], { unique: true }));
  }
  if (style === 5) {
    const prefix = isMy(b) && textual ? 5 : null;
    b.after.parts.indexes.push(index([indexPart(to.name, { prefix }), indexPart(other.name)], { unique: true }));
  }
};

/** A unique key that is there, over values that change. */
const keptUnique: Family = (b) => {
  const style = b.rng.int(3);
  const name = b.name('k');
  b.before.parts.uniques.push(unique([name]));
  b.after.parts.uniques.push(unique([name]));
  if (style === 0) {
    const p = pool(T.decimal(10, 2), b.dialect);
    addColumn(b, column(name, T.decimal(10, 2), { nullable: true }), column(name, T.integer(32), { nullable: true }), {
      good: p.good,
      edge: ['2.4', '2.2', '1.5', '1.6', 'NULL'],
    });
  }
  if (style === 1) {
    const [from, to] = [b.rng.pick(collations(b)), b.rng.pick(collations(b))];
    addColumn(
      b,
      column(name, T.varchar(30), { nullable: true, collation: from }),
      column(name, T.varchar(30), { nullable: true, collation: to }),
      withNull(nearTexts(b.dialect)),
    );
  }
  if (style === 2) {
    addColumn(
      b,
      column(name, T.varchar(20), { nullable: true }),
      column(name, T.varchar(20)),
      withNull(nearTexts(b.dialect)),
      {
        filled: true,
      },
    );
    b.data.push({ kind: 'Backfill', table: qname('t'), column: name, value: E.string('none'), at: null });
  }
};

const primaryKeys: Family = (b) => {
  if (b.after.parts.primaryKey !== null) return;
  const type = b.rng.pick<DataType>([T.integer(32), T.varchar(20), T.integer(64)]);
  const from = b.rng.once(4) ? T.varchar(20) : type;
  const c = column(b.name('pk'), from, { nullable: b.rng.once(2) });
  const values =
    from.kind !== 'Varchar'
      ? pool(type, b.dialect)
      : type.kind === 'Varchar'
        ? nearTexts(b.dialect)
        : numberTexts(b.dialect);
  addColumn(b, c, { ...c, type, nullable: false }, withNull(values));
  b.after.parts.primaryKey = key(b.rng.once(3) ? [c.name, 'id'] : [c.name]);
};

const checks: Family = (b) => {
  const style = b.rng.int(4);
  const n = b.name('n');
  const numeric = style < 3;
  const type = numeric ? b.rng.pick<DataType>([T.integer(32), T.decimal(10, 2)]) : T.varchar(20);
  const c = column(n, type, { nullable: true });
  addColumn(b, c, b.rng.once(4) ? { ...c, name: b.name('m') } : c, withNull(pool(type, b.dialect)));
  const now = b.renames.some((r) => r.from === n) ? b.name('m') : n;
  const texts = [
    `${now} > 0`,
    `${now} is not null and ${now} < 1000`,
    `100 / ${now} >= 0`,
    `char_length(${now}) between 1 and 10`,
  ];
  // A division by zero in a check is an error on PostgreSQL and NULL elsewhere.
  b.after.parts.checks.push(check(expr(texts[style] ?? ''), { name: b.name('check') }));
};

const foreignKeys: Family = (b) => {
  const q = quoteFor(b.dialect);
  const parent = b.name('p');
  const style = b.rng.int(5);
  const wide = style === 1;
  const text = style === 2;
  const type: DataType = text ? T.varchar(20) : T.integer(32);
  const keys = text ? ['x', 'y', 'z'].map(textFor(b.dialect)) : ['2', '3', '4'];
  if (style === 3) {
    // Itself.
    const c = column(b.name('parent_id'), T.integer(32), { nullable: true });
    addColumn(b, c, c, { good: ['NULL', '1', '1'], edge: ['99', '2', '3', '0'] });
    b.after.parts.foreignKeys.push(foreignKey([c.name], { table: qname('t'), columns: ['id'] }));
    return;
  }
  const columns = [column('k', type), ...(wide ? [column('l', type)] : [])];
  const made = table(qname(parent), columns, { primaryKey: key(columns.map((c) => c.name)) });
  b.after.tables.push(made);
  const child = [
    column(b.name('f'), type, { nullable: true }),
    ...(wide ? [column(b.name('g'), type, { nullable: true })] : []),
  ];
  const bad = text ? ['X', 'x ', 'w'].map(textFor(b.dialect)) : ['99', '5', '0'];
  for (const c of child) addColumn(b, c, c, withNull({ good: keys, edge: bad }));
  const match = wide && b.dialect === 'postgres' && b.rng.once(2) ? 'full' : 'simple';
  b.after.parts.foreignKeys.push(
    foreignKey(
      child.map((c) => c.name),
      { table: qname(parent), columns: columns.map((c) => c.name) },
      { match },
    ),
  );
  // A parent that the plan makes has no rows.
  if (style === 4) return;
  b.before.tables.push(made);
  for (const k of keys) b.others.push(`INSERT INTO ${q(parent)} VALUES (${wide ? `${k}, ${k}` : k})`);
  if (wide) b.others.push(`INSERT INTO ${q(parent)} VALUES (2, 3)`, `INSERT INTO ${q(parent)} VALUES (3, 4)`);
};

/** Two sides that are not of one type, or compare differently. */
const unlikeKeys: Family = (b) => {
  const q = quoteFor(b.dialect);
  const parent = b.name('p');
  const text = b.rng.once(2);
  const types: ReadonlyArray<DataType> = text
    ? [T.varchar(20), T.varchar(40), ...(b.dialect === 'sqlite' ? [T.integer(32)] : [])]
    : [
        T.integer(32),
        T.integer(64),
        T.integer(16),
        T.decimal(10, 0),
        ...(isMy(b) ? [T.integer(32, true)] : [T.varchar(20)]),
      ];
  const [ours, theirs] = [b.rng.pick(types), b.rng.pick(types)];
  const collation = (t: DataType): string | null =>
    t.kind === 'Varchar' && b.rng.once(2) ? b.rng.pick(collations(b)) : null;
  const k = column('k', theirs, { collation: collation(theirs) });
  const made = table(qname(parent), [k], { primaryKey: key(['k']) });
  b.before.tables.push(made);
  b.after.tables.push(made);
  const literal = (t: DataType, v: string): string => (t.kind === 'Varchar' ? textFor(b.dialect)(v) : v);
  const keys = text && ours.kind === 'Varchar' && theirs.kind === 'Varchar' ? ['x', 'Y', 'é'] : ['1', '2', '3'];
  const bad = text && ours.kind === 'Varchar' && theirs.kind === 'Varchar' ? ['X', 'x ', 'e'] : ['9', '0', '-1'];
  for (const v of keys) b.others.push(`INSERT INTO ${q(parent)} VALUES (${literal(theirs, v)})`);
  const c = column(b.name('f'), ours, { nullable: true, collation: collation(ours) });
  addColumn(b, c, c, withNull({ good: keys.map((v) => literal(ours, v)), edge: bad.map((v) => literal(ours, v)) }));
  b.after.parts.foreignKeys.push(foreignKey([c.name], { table: qname(parent), columns: ['k'] }));
};

const drops: Family = (b) => {
  const type = someType(b);
  const p = pool(type, b.dialect);
  const empty = b.rng.once(2);
  addColumn(
    b,
    column(b.name('gone'), type, { nullable: true }),
    null,
    empty ? { good: ['NULL'], edge: [] } : withNull(p),
  );
  if (b.rng.once(4)) {
    const name = b.name('old');
    b.before.tables.push(table(qname(name), [column('x', T.integer(32))], { primaryKey: key(['x']) }));
    if (b.rng.once(2)) b.others.push(`INSERT INTO ${quoteFor(b.dialect)(name)} VALUES (1)`);
  }
};

/** Nothing that rows could mind. */
const harmless: Family = (b) => {
  const c = column(b.name('w'), T.varchar(20), { nullable: true });
  addColumn(
    b,
    c,
    b.rng.once(2) ? { ...c, type: T.varchar(80) } : { ...c, name: b.name('renamed') },
    withNull(pool(c.type, b.dialect)),
  );
  b.after.columns.push(column(b.name('opt'), someType(b), { nullable: true }));
  if (b.rng.once(2)) b.after.parts.indexes.push(index([indexPart(b.after.columns.at(-1)?.name ?? 'id')]));
  const loose = column(b.name('loose'), T.integer(32));
  addColumn(b, loose, { ...loose, nullable: true }, onlyGood(pool(T.integer(32), b.dialect)));
};

export const constraintFamilies: Readonly<Record<string, Family>> = {
  notNull,
  required,
  joined,
  uniques,
  keptUnique,
  primaryKeys,
  checks,
  foreignKeys,
  unlikeKeys,
  drops,
  harmless,
};
