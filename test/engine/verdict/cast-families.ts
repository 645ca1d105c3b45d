/** MySQL and MariaDB: casts that cut off or refuse, wherever they stand, and computed columns that rows need not fit. */
import { E } from '../../../src/ir/expression.js';
import { qname } from '../../../src/ir/name.js';
import { type Column, check, column, index, indexPart } from '../../../src/ir/schema.js';
import { type DataType, T } from '../../../src/ir/type.js';
import { addColumn, type Bench, type Family } from './bench.js';
import { dateTexts, numberTexts, pool, withNull } from './pools.js';

const isMy = (b: Bench): boolean => b.dialect === 'mysql' || b.dialect === 'mariadb';
const nullable = (name: string, type: DataType, more: Partial<Column> = {}): Column =>
  column(name, type, { nullable: true, ...more });

const types: ReadonlyArray<DataType> = [
  ...[T.integer(16), T.integer(32), T.integer(64), T.decimal(10, 2), T.float(64), T.varchar(30), T.text(), T.date],
  ...[T.dateTime('datetime', 0), T.time(0), T.json(), T.boolean],
];

const targets = [
  ...[
    'char',
    'char(3)',
    'char(10)',
    'binary(3)',
    'signed',
    'unsigned',
    'decimal(3,0)',
    'decimal(5,2)',
    'decimal(20,4)',
  ],
  ...['decimal', 'double', 'date', 'datetime', 'time'],
];

/** A cast, new somewhere in the table. */
const casts: Family = (b) => {
  if (!isMy(b)) return;
  const from = b.rng.pick(types);
  const c = nullable(b.name('c'), from);
  const values =
    from.kind === 'Varchar' || from.kind === 'Text'
      ? b.rng.pick([numberTexts(b.dialect), dateTexts(b.dialect), pool(from, b.dialect)])
      : pool(from, b.dialect);
  addColumn(b, c, c, withNull(values));
  const cast = E.cast(E.column(c.name), b.rng.pick(targets));
  const styles = [
    () => {
      const n = b.name('n');
      b.after.columns.push(nullable(n, T.varchar(60)));
      b.data.push({ kind: 'Backfill', table: qname('t'), column: n, value: cast, at: null });
    },
    () =>
      b.after.columns.push(nullable(b.name('g'), T.varchar(60), { generated: { expr: cast, stored: b.rng.once(2) } })),
    () => b.after.parts.checks.push(check(E.isNull(cast, b.rng.once(3)), { name: b.name('cast') })),
    () => b.dialect === 'mysql' && b.after.parts.indexes.push(index([indexPart(cast)], { name: b.name('cast_idx') })),
  ];
  b.rng.pick(styles)();
};

/** A virtual column that rows need not fit, in a table that is changed elsewhere. */
const unfit: Family = (b) => {
  if (!isMy(b)) return;
  b.lax.on = true;
  const n = nullable(b.name('n'), b.rng.pick<DataType>([T.integer(32), T.decimal(10, 2), T.varchar(30)]));
  addColumn(b, n, n, withNull(n.type.kind === 'Varchar' ? numberTexts(b.dialect) : pool(n.type, b.dialect)));
  const expr =
    n.type.kind === 'Varchar'
      ? b.rng.pick([E.call('concat', E.column(n.name), E.string('xx')), E.cast(E.column(n.name), 'char(3)')])
      : E.binary('*', E.column(n.name), E.number(2));
  const type = n.type.kind === 'Varchar' ? T.varchar(b.rng.pick([4, 60])) : T.integer(b.rng.pick([8, 16, 64]));
  const g = nullable(b.name('g'), type, { generated: { expr, stored: b.rng.once(3) } });
  for (const s of [b.before, b.after]) s.columns.push(g);
  const over = index([indexPart(g.name)], { name: b.name('g_idx') });
  if (b.rng.once(3)) for (const s of [b.before, b.after]) s.parts.indexes.push(over);
  const o = nullable(b.name('o'), T.integer(32));
  const styles: ReadonlyArray<() => unknown> = [
    () => addColumn(b, o, nullable(o.name, T.integer(64)), withNull(pool(o.type, b.dialect))),
    () => addColumn(b, o, { ...o, comment: 'other' }, withNull(pool(o.type, b.dialect))),
    () => b.after.columns.unshift(o),
    () => b.after.columns.push(o),
    () => addColumn(b, o, null, withNull(pool(o.type, b.dialect))),
    () => {
      if (b.after.parts.indexes.length === 0) b.after.parts.indexes.push(over);
    },
    () => b.after.parts.checks.push(check(E.isNull(E.column(n.name), true), { name: b.name('there') })),
  ];
  b.rng.pick(styles)();
};

export const castFamilies: Readonly<Record<string, Family>> = { casts, unfit };
