/** Several changes of one table at once that meet in a column, and tables that refer to each other. */
import { E } from '../../../src/ir/expression.js';
import { qname } from '../../../src/ir/name.js';
import { type Column, check, column, foreignKey, index, indexPart, table, unique } from '../../../src/ir/schema.js';
import { type DataType, T } from '../../../src/ir/type.js';
import { addColumn, type Bench, type Family, key, type Pool, quoteFor } from './bench.js';
import { numberTexts, onlyGood, pool, withNull } from './pools.js';

const isMy = (b: Bench): boolean => b.dialect === 'mysql' || b.dialect === 'mariadb';
const nine = <A>(f: (i: number) => A): ReadonlyArray<A> => Array.from({ length: 9 }, (_, i) => f(i));
const nullable = (name: string, type: DataType, more: Partial<Column> = {}): Column =>
  column(name, type, { nullable: true, ...more });
const t = qname('t');

/** A column gets another name, another type, NOT NULL, a key, a check and its NULLs filled: some of it, all at once. */
const together: Family = (b) => {
  const from = b.rng.pick<DataType>([T.varchar(20), T.integer(32), T.decimal(10, 2), T.integer(64)]);
  const to = b.rng.pick<DataType>([T.integer(32), T.integer(64), T.varchar(30), T.decimal(8, 1), from]);
  const name = b.name('c');
  const now = b.rng.once(2) ? b.name('renamed') : name;
  const filled = b.rng.once(2);
  const nulls = b.rng.once(2);
  const text = to.kind === 'Varchar';
  const values = from.kind === 'Varchar' ? numberTexts(b.dialect) : pool(from, b.dialect);
  addColumn(b, nullable(name, from), column(now, to, { nullable: nulls }), withNull(values), { filled });
  if (filled)
    b.data.push({ kind: 'Backfill', table: t, column: now, value: text ? E.string('0') : E.number(0), at: null });
  const parts = b.after.parts;
  if (b.rng.once(2)) parts.uniques.push(unique([now]));
  if (b.rng.once(3))
    parts.checks.push(
      check(E.binary('<>', E.column(now), text ? E.string('7') : E.number(7)), { name: b.name('not7') }),
    );
  if (b.rng.once(3)) {
    for (const [s, n] of [
      [b.before, name],
      [b.after, now],
    ] as const)
      s.parts.indexes.push(index([indexPart(n), indexPart('id')], { name: b.name('ix') }));
  }
};

/** Names that go from one column to another: two change places, or one makes room for a new one of its name. */
const places: Family = (b) => {
  const [x, y] = [b.name('x'), b.name('y')];
  const style = b.rng.int(3);
  const type = b.rng.pick<DataType>([T.integer(32), T.varchar(20)]);
  const values = type.kind === 'Varchar' ? numberTexts(b.dialect) : pool(type, b.dialect);
  if (style === 0) {
    // Two change places, and what is asked of a name is asked of the other's values.
    addColumn(b, nullable(x, type), nullable(y, type), withNull(values));
    addColumn(
      b,
      nullable(y, T.integer(32)),
      column(x, b.rng.pick([T.integer(32), T.integer(64)]), { nullable: b.rng.once(2) }),
      withNull(pool(T.integer(32), b.dialect)),
    );
    if (b.rng.once(2)) b.after.parts.uniques.push(unique([b.rng.pick([x, y])]));
    return;
  }
  // The old one stays under another name, and a new one takes its place, of another type and filled from it.
  const old = b.name('old');
  addColumn(b, nullable(x, type), nullable(old, type), withNull(values));
  const made = b.rng.pick<DataType>([T.varchar(30), T.integer(64), T.varchar(3)]);
  b.after.columns.push(column(x, made, { nullable: b.rng.once(2) }));
  const value =
    (made.kind === 'Varchar') === (type.kind === 'Varchar')
      ? E.column(old)
      : made.kind === 'Varchar'
        ? E.string('5')
        : E.number(5);
  b.data.push({
    kind: 'Backfill',
    table: t,
    column: x,
    value: style === 1 ? value : E.call('coalesce', value, made.kind === 'Varchar' ? E.string('none') : E.number(0)),
    at: null,
  });
  if (b.rng.once(2)) b.after.parts.uniques.push(unique([x]));
};

/** Parts of a key change: one column comes, another goes, the name stays. */
const keyParts: Family = (b) => {
  const [x, y, z] = [b.name('x'), b.name('y'), b.name('z')];
  const values: Pool = { good: nine((i) => String(i + 1)), edge: ['1', '2', 'NULL'] };
  for (const n of [x, y]) addColumn(b, nullable(n, T.integer(32)), nullable(n, T.integer(32)), values);
  addColumn(
    b,
    nullable(z, T.integer(32)),
    b.rng.once(3) ? null : nullable(z, T.integer(32)),
    b.rng.once(2) ? values : { good: ['NULL'], edge: [] },
  );
  const there = b.after.columns.some((c) => c.name === z);
  const name = b.name('key');
  const [before, after] = b.rng.pick([
    [[x, y], [x]],
    [[x], [x, y]],
    [
      [x, y],
      [y, x],
    ],
    [[x, z], there ? [y, z] : [x]],
    [[z], [y]],
  ]);
  const asIndex = b.rng.once(2);
  const named = b.rng.once(2) ? { name } : {};
  if (asIndex) {
    b.before.parts.indexes.push(
      index(
        (before ?? []).map((c) => indexPart(c)),
        { unique: true, name },
      ),
    );
    b.after.parts.indexes.push(
      index(
        (after ?? []).map((c) => indexPart(c)),
        { unique: true, name: b.rng.once(2) ? name : `${name}2` },
      ),
    );
    return;
  }
  b.before.parts.uniques.push(unique(before ?? [], named));
  b.after.parts.uniques.push(unique(after ?? [], named));
};

/** Another table refers to this one, and what it refers to changes. */
const referenced: Family = (b) => {
  const q = quoteFor(b.dialect);
  const type = b.rng.pick<DataType>([T.integer(32), T.varchar(20), T.integer(64)]);
  const text = type.kind === 'Varchar';
  const name = b.name('u');
  const style = b.rng.int(6);
  const wider: DataType = text
    ? b.rng.pick([T.varchar(40), isMy(b) ? T.varchar(30) : T.text()])
    : b.rng.pick([T.integer(64), T.decimal(10, 0), T.integer(16)]);
  const now = style === 1 || b.rng.once(4) ? b.name('renamed') : name;
  const values: Pool = {
    good: nine((i) => (text ? `'${i + 1}'` : String(i + 1))),
    edge: text ? ["'1 '", "'70'", "'01'"] : ['40000', '0', '-1'],
  };
  const gone = style === 5;
  addColumn(
    b,
    nullable(name, type),
    gone ? null : column(now, style === 0 || style === 4 ? wider : type, { nullable: !b.rng.once(3) }),
    values,
  );
  if (gone && b.after.columns.length === 0) return;
  b.before.parts.uniques.push(unique([name]));
  // 2: the key goes and an index takes its place. 3: the key grows.
  if (style === 2) b.after.parts.indexes.push(index([indexPart(now)], { unique: true }));
  else if (style === 3) b.after.parts.uniques.push(unique([now]), unique([now, 'id']));
  else if (!gone) b.after.parts.uniques.push(unique([now]));
  const child = b.name('kid');
  const made = (of: DataType, to: string | null): ReturnType<typeof table> =>
    table(qname(child), [column('k', T.integer(32)), nullable('r', of)], {
      primaryKey: key(['k']),
      foreignKeys: to === null ? [] : [foreignKey(['r'], { table: t, columns: [to] }, { onDelete })],
    });
  const onDelete = b.rng.pick(['no action', 'cascade', 'set null'] as const);
  b.before.tables.push(made(type, name));
  b.after.tables.push(made(style === 4 ? wider : type, gone ? null : now));
  const rows = nine((i) => `INSERT INTO ${q(child)} SELECT ${i}, ${q(name)} FROM t WHERE id = ${i}`);
  b.later.push(...rows);
};

/** Two tables that refer to each other, or one to itself, change their keys together. */
const cycles: Family = (b) => {
  const q = quoteFor(b.dialect);
  const [x, y] = [b.name('x'), b.name('y')];
  const to = b.rng.pick<DataType>([T.integer(64), T.integer(16), T.integer(32)]);
  const deferrable = isMy(b) || b.rng.once(2) ? 'no' : 'deferred';
  const own = b.rng.once(3);
  const make = (name: string, other: string, type: DataType): ReturnType<typeof table> =>
    table(
      qname(name),
      [
        column('k', type),
        nullable('r', type),
        ...(type === to && b.rng.once(2) ? [nullable('more', T.integer(32))] : []),
      ],
      {
        primaryKey: key(['k']),
        foreignKeys: [
          foreignKey(['r'], { table: qname(own ? name : other), columns: ['k'] }, { deferrable, name: `${name}_r` }),
        ],
      },
    );
  b.before.tables.push(make(x, y, T.integer(32)), make(y, x, T.integer(32)));
  b.after.tables.push(make(x, y, to), make(y, x, to));
  const far = b.rng.once(3) ? '40000' : '2';
  for (const n of [x, y]) b.others.push(`INSERT INTO ${q(n)} (k, r) VALUES (1, NULL), (${far}, NULL)`);
  for (const n of [x, y]) b.others.push(`UPDATE ${q(n)} SET r = ${b.rng.pick(['1', far])}`);
};

/** Rows that stand in the way are taken away because the plan was asked to. */
const cleared: Family = (b) => {
  const q = quoteFor(b.dialect);
  const style = b.rng.int(4);
  const name = b.name('c');
  const how = b.rng.pick(['delete', 'empty'] as const);
  b.clears.on = true;
  const type = b.rng.pick<DataType>(style === 3 ? [T.varchar(20), T.integer(32), T.decimal(10, 2)] : [T.integer(32)]);
  const values: Pool =
    style === 3
      ? withNull({ ...pool(type, b.dialect), good: pool(type, b.dialect).good.slice(0, 2) })
      : { good: nine((i) => String(i + 1)), edge: ['NULL', '77', '-1', 'NULL'] };
  const c = nullable(name, type);
  addColumn(b, c, style === 2 ? { ...c, nullable: false } : c, values, { rewritten: true });
  if (style === 0) {
    const parent = b.name('p');
    const made = table(qname(parent), [column('k', T.integer(32))], { primaryKey: key(['k']) });
    b.before.tables.push(made);
    b.after.tables.push(made);
    b.others.push(`INSERT INTO ${q(parent)} VALUES (1), (2), (3)`);
    b.after.parts.foreignKeys.push(foreignKey([name], { table: qname(parent), columns: ['k'] }));
    b.data.push({ kind: 'Clear', table: t, columns: [name], from: 'foreign key', how, at: null });
  }
  if (style === 1) {
    b.after.parts.checks.push(check(E.binary('>', E.column(name), E.number(1)), { name: b.name('above') }));
    b.data.push({ kind: 'Clear', table: t, columns: [name], from: 'check', how, at: null });
  }
  if (style === 2) b.data.push({ kind: 'Clear', table: t, columns: [name], from: 'not null', how: 'delete', at: null });
  if (style === 3) {
    const other = nullable(b.name('o'), T.integer(32));
    const wide = b.rng.once(3);
    addColumn(b, other, other, onlyGood({ good: ['1', '2'], edge: [] }), { rewritten: true });
    const columns = wide ? [name, other.name] : [name];
    b.after.parts.uniques.push(unique(columns));
    const keep = b.rng.pick(['newest', 'oldest', 'first', 'null others'] as const);
    b.data.push({
      kind: 'Dedupe',
      table: t,
      columns,
      keep,
      by: keep === 'newest' || keep === 'oldest' ? 'id' : null,
      at: null,
    });
  }
  // A child holds the row that is to go.
  if (b.rng.once(4)) {
    const child = b.name('kid');
    const onDelete = b.rng.pick(['no action', 'cascade', 'set null'] as const);
    const made = table(qname(child), [column('k', T.integer(32)), nullable('r', T.integer(32))], {
      primaryKey: key(['k']),
      foreignKeys: [foreignKey(['r'], { table: t, columns: ['id'] }, { onDelete })],
    });
    b.before.tables.push(made);
    b.after.tables.push(made);
    b.later.push(`INSERT INTO ${q(child)} SELECT id, id FROM t`);
  }
};

export const mixedFamilies: Readonly<Record<string, Family>> = {
  together,
  places,
  keyParts,
  referenced,
  cycles,
  cleared,
};
