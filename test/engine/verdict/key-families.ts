/** Keys, defaults and computed columns of many shapes. */
import { E, type Expr } from '../../../src/ir/expression.js';
import { qname } from '../../../src/ir/name.js';
import {
  type Column,
  check,
  column,
  type ForeignKey,
  foreignKey,
  index,
  indexPart,
  table,
  unique,
} from '../../../src/ir/schema.js';
import { type DataType, T } from '../../../src/ir/type.js';
import { addColumn, type Bench, type Family, type Kept, key, type Pool, quoteFor, textFor } from './bench.js';
import { numberTexts, onlyGood, pool, withNull } from './pools.js';

const isMy = (b: Bench): boolean => b.dialect === 'mysql' || b.dialect === 'mariadb';
const nine = <A>(f: (i: number) => A): ReadonlyArray<A> => Array.from({ length: 9 }, (_, i) => f(i));
const nullable = (name: string, type: DataType, more: Partial<Column> = {}): Column =>
  column(name, type, { nullable: true, ...more });

const _pass = (b: Bench, from: DataType, to: DataType, values: Pool, same?: Kept['same']): void => {
  const name = b.name('c');
  addColumn(b, nullable(name, from), nullable(name, to), withNull(values), { same });
};

/** A default that the new column cannot hold, or holds otherwise. */
const defaults: Family = (b) => {
  const number = (text: string): Expr => E.number(Number(text));
  const cases: ReadonlyArray<readonly [DataType, Expr]> = [
    [T.varchar(3), E.string('long')],
    [T.varchar(3), E.string('ab   ')],
    [T.char(3), E.string('abcd')],
    [T.integer(16), number('40000')],
    [T.integer(32), number('1.5')],
    [T.decimal(4, 1), number('1.55')],
    [T.decimal(4, 1), number('12345')],
    [T.date, E.string('2024-02-30')],
    [T.date, E.string('2024-02-03')],
    [T.integer(32), E.string('12')],
    [T.integer(32), E.string('x')],
  ];
  const [type, expr] = b.rng.pick(cases);
  if (expr.kind !== 'Literal') return;
  const given = { kind: 'Value', value: expr.value } as const;
  if (b.rng.once(2)) b.after.columns.push(column(b.name('new'), type, { nullable: b.rng.once(2), default: given }));
  else {
    const c = nullable(b.name('c'), type);
    addColumn(b, c, { ...c, default: given }, { good: ['NULL'], edge: [] });
  }
};

/** A column that is there begins to number itself. */
const counters: Family = (b) => {
  const name = b.name('n');
  const c = column(name, T.integer(b.rng.pick([32, 64])), { nullable: b.rng.once(3) });
  const values: Pool = { good: nine((i) => String(i + 2)), edge: ['0', '-1', '1', ...(c.nullable ? ['NULL'] : [])] };
  addColumn(b, c, { ...c, nullable: false, identity: { kind: 'AutoIncrement' } }, values);
  const style = b.rng.int(3);
  if (style === 0 && b.after.parts.primaryKey === null) b.after.parts.primaryKey = key([name]);
  if (style === 1) {
    b.before.parts.uniques.push(unique([name]));
    b.after.parts.uniques.push(unique([name]));
  }
  if (style === 2) b.after.parts.uniques.push(unique([name]));
};

const actions: ReadonlyArray<ForeignKey['onDelete']> = ['no action', 'restrict', 'cascade', 'set null', 'set default'];

/** Foreign keys with every action, to the table itself, over columns that are computed or never NULL. */
const keyActions: Family = (b) => {
  const q = quoteFor(b.dialect);
  const own = b.rng.once(4);
  const parent = own ? 't' : b.name('p');
  const target = own ? 'id' : 'k';
  const name = b.name('f');
  const style = b.rng.int(3);
  const c = column(name, T.integer(32), { nullable: b.rng.once(2) });
  const values: Pool = { good: nine(() => '1'), edge: ['1', ...(c.nullable ? ['NULL'] : []), '77'] };
  addColumn(b, c, style === 1 ? { ...c, nullable: false } : c, values);
  const deferrable = b.dialect !== 'mysql' && b.dialect !== 'mariadb' && b.rng.once(3) ? 'deferred' : 'no';
  let columns = [name];
  if (style === 2) {
    const computed = nullable(b.name('g'), T.integer(32), {
      generated: { expr: E.binary('+', E.column(name), E.number(0)), stored: b.rng.once(2) },
    });
    b.after.columns.push(computed);
    columns = [computed.name];
  }
  b.after.parts.foreignKeys.push(
    foreignKey(
      columns,
      { table: qname(parent), columns: [target] },
      {
        onDelete: b.rng.pick(actions),
        onUpdate: b.rng.pick(actions),
        deferrable,
      },
    ),
  );
  if (b.rng.once(3))
    b.after.parts.checks.push(check(E.binary('>', E.column(name), E.number(0)), { name: b.name('some') }));
  if (own) return;
  const made = table(qname(parent), [column('k', T.integer(32))], { primaryKey: key(['k']) });
  b.before.tables.push(made);
  b.after.tables.push(made);
  b.others.push(`INSERT INTO ${q(parent)} VALUES (1), (2)`);
};

const longText = (b: Bench, n: number): string => {
  const s = textFor(b.dialect);
  if (b.dialect === 'postgres')
    return `(SELECT string_agg(md5(i::text), '') FROM generate_series(1, ${Math.ceil(n / 32)}) i)`;
  return b.dialect === 'sqlite' ? `printf('%.*c', ${n}, 'x')` : `repeat(${s('x')}, ${n})`;
};

/** Keys over wide columns. */
const wideKeys: Family = (b) => {
  const type = b.rng.pick<DataType>([T.text(), T.varchar(1000), T.varchar(700), T.varchar(190)]);
  const c = nullable(b.name('w'), type);
  const s = textFor(b.dialect);
  const limit = type.kind === 'Varchar' ? (type.length ?? 5000) : 5000;
  addColumn(b, c, c, {
    good: nine((i) => s(`k${i}`)),
    edge: [longText(b, Math.min(limit, 990)), longText(b, limit), s('k1')],
  });
  if (b.rng.once(2)) b.after.parts.uniques.push(unique([c.name]));
  else b.after.parts.indexes.push(index([indexPart(c.name)], { unique: b.rng.once(2) }));
};

/** What reads a column by an expression, and the column changes. */
const expressions: Family = (b) => {
  const c = b.name('c');
  const pg = b.dialect === 'postgres';
  const from = b.rng.pick<DataType>([T.integer(32), T.varchar(20), T.decimal(10, 2)]);
  // PostgreSQL writes casts into an expression whose column becomes narrower, and then it is another one.
  const wider =
    from.kind === 'Integer'
      ? [T.integer(64)]
      : from.kind === 'Varchar'
        ? [T.varchar(30), T.varchar(5)]
        : [T.decimal(12, 2)];
  const to = b.rng.pick<DataType>(
    pg ? wider : [T.integer(64), T.integer(16), T.varchar(30), T.varchar(5), T.decimal(8, 1), T.text()],
  );
  const renamed = b.rng.once(4) ? b.name('renamed') : c;
  const values = from.kind === 'Varchar' ? numberTexts(b.dialect) : pool(from, b.dialect);
  addColumn(b, nullable(c, from), nullable(renamed, to), withNull(values));
  const both = (add: (side: Bench['before'], name: string) => void): void => {
    add(b.before, c);
    add(b.after, renamed);
  };
  const distinct = b.rng.once(2);
  // PostgreSQL has no operator between a text and a number, so such a table cannot be.
  const textual = from.kind === 'Varchar';
  const above = check(E.binary('>', E.column(c), E.number(-5)), { name: b.name('above') });
  const other = check(E.binary('<>', E.column(c), E.string('zz')), { name: b.name('other') });
  const renamedIn = (k: typeof above, n: string): typeof above => ({
    ...k,
    expr: k.expr.kind === 'Binary' ? { ...k.expr, left: E.column(n) } : k.expr,
  });
  const styles: ReadonlyArray<() => void> = [
    () => both((s, n) => s.parts.checks.push(renamedIn(pg && textual ? other : above, n))),
    () => both((s, n) => s.parts.checks.push(renamedIn(pg && !textual ? above : other, n))),
    () =>
      b.dialect !== 'mariadb' &&
      !(pg && textual) &&
      both((s, n) =>
        s.parts.indexes.push(
          index([indexPart(E.call('coalesce', E.column(n), E.column('id')))], { name: b.name('ix'), unique: distinct }),
        ),
      ),
    () =>
      !isMy(b) &&
      both((s, n) =>
        s.parts.indexes.push(
          index([indexPart(n)], { name: b.name('ix'), unique: true, where: E.isNull(E.column(n), true) }),
        ),
      ),
    () =>
      textual &&
      both((s, n) =>
        s.columns.push(
          nullable(b.name('g'), T.varchar(30), {
            generated: { expr: E.binary('||', E.column(n), E.string('!')), stored: true },
          }),
        ),
      ),
    () =>
      isMy(b) &&
      textual &&
      (to.kind === 'Varchar' || to.kind === 'Text') &&
      both((s, n) => s.parts.indexes.push(index([indexPart(n, { prefix: 4 })], { name: b.name('ix'), unique: true }))),
  ];
  b.rng.pick(styles)();
};

/** Keys of many shapes over columns with NULLs. */
const keyShapes: Family = (b) => {
  const [x, y] = [b.name('x'), b.name('y')];
  for (const n of [x, y]) {
    const c = nullable(n, T.integer(32));
    addColumn(b, c, c, { good: nine((i) => String(i + 1)), edge: ['1', '2', 'NULL', 'NULL'] });
  }
  const pg = b.dialect === 'postgres';
  const styles: ReadonlyArray<() => void> = [
    () =>
      b.after.parts.uniques.push(
        unique([x, y], { nullsNotDistinct: pg && b.rng.once(2), deferrable: pg ? 'deferred' : 'no' }),
      ),
    () =>
      b.dialect !== 'mariadb' &&
      b.after.parts.indexes.push(
        index([indexPart(x), indexPart(E.call('coalesce', E.column(y), E.number(0)))], { unique: true }),
      ),
    () =>
      !isMy(b) &&
      b.after.parts.indexes.push(
        index([indexPart(x)], { unique: true, where: E.isNull(E.column(y)), nullsNotDistinct: pg && b.rng.once(2) }),
      ),
    () =>
      !isMy(b) &&
      b.after.parts.indexes.push(
        index([indexPart(x, { order: 'desc' })], { unique: true, where: E.binary('=', E.column(y), E.number(1)) }),
      ),
    () => pg && b.after.parts.indexes.push(index([indexPart(x)], { unique: true, include: [y] })),
    () => {
      if (b.after.parts.primaryKey === null) b.after.parts.primaryKey = key([x, y]);
    },
  ];
  b.rng.pick(styles)();
};

/** Computed columns whose base changes, and keys over them. */
const computedKeys: Family = (b) => {
  const n = b.name('n');
  const pg = b.dialect === 'postgres';
  const from = b.rng.pick<DataType>(pg ? [T.integer(32)] : [T.integer(32), T.integer(64), T.decimal(10, 2)]);
  const to = b.rng.pick<DataType>(
    pg ? [T.integer(32), T.integer(64)] : [T.integer(16), T.integer(32), T.decimal(8, 1)],
  );
  addColumn(b, nullable(n, from), nullable(n, to), withNull(pool(from, b.dialect)));
  const stored = b.dialect === 'postgres' ? true : b.rng.once(2);
  const g = nullable(b.name('g'), b.rng.pick<DataType>([T.integer(16), T.integer(32)]), {
    generated: {
      expr: b.rng.pick([E.binary('*', E.column(n), E.number(2)), E.binary('%', E.column(n), E.number(5))]),
      stored,
    },
  });
  const there = b.rng.once(2);
  if (there) b.before.columns.push(g);
  b.after.columns.push(g);
  const style = b.rng.int(3);
  if (style === 0) b.after.parts.uniques.push(unique([g.name]));
  if (style === 1 && there) for (const s of [b.before, b.after]) s.parts.uniques.push(unique([g.name]));
  if (style === 2)
    b.after.parts.checks.push(check(E.binary('<', E.column(g.name), E.number(50)), { name: b.name('less') }));
};

/** A table that orders its rows another way, or not at all. */
const keyless: Family = (b) => {
  const c = column(b.name('c'), T.integer(32));
  addColumn(b, c, c, onlyGood(pool(c.type, b.dialect)));
  if (b.after.parts.primaryKey === null)
    b.after.parts.primaryKey = key(b.rng.pick([[c.name], [c.name, 'id'], ['id', c.name]]));
};

export const keyFamilies: Readonly<Record<string, Family>> = {
  defaults,
  counters,
  keyActions,
  wideKeys,
  expressions,
  keyShapes,
  computedKeys,
  keyless,
};
