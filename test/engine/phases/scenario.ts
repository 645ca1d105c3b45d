/** What is kept in step, with a model of it that knows no SQL. */
import type { DialectId } from '../../../src/ir/expression.js';
import { type Column, column } from '../../../src/ir/schema.js';
import { T } from '../../../src/ir/type.js';
import type { Random } from '../../support/schema/random.js';

/** Values as text, as the engine prints them. */
export type Value = string | null;
export type Row = Readonly<Record<string, Value>>;

export interface Side {
  readonly columns: ReadonlyArray<Column>;
  /** What is written for the columns of this side: as it is said in SQL without quotes. */
  readonly make: (rng: Random) => Row;
  /** By column: what follows from the other side in portable SQL, and in the model; null = nothing. */
  readonly follows: Readonly<Record<string, { readonly sql: string; readonly of: (row: Row) => Value } | null>>;
}

export interface Scenario {
  readonly name: string;
  readonly old: Side;
  readonly fresh: Side;
  readonly others?: ReadonlyArray<Column>;
  readonly not?: ReadonlyArray<DialectId>;
}

const words = ['Ann', 'ann', 'Zoë', 'Émile', "O'Neil", 'back\\slash', '%s ?', ':x', 'ß', 'ANN', '日本', '😀'];
const names = ['Ann', 'Bo', 'Cy', 'Émile', 'ann', 'D\\', "O'N"];

const value = (v: string) => ({ kind: 'Value' as const, value: { kind: 'String' as const, value: v } });
const copy = (from: string) => ({ sql: from, of: (row: Row) => row[from] ?? null });
const first = (text: Value): Value => (text === null ? null : (text.split(' ')[0] ?? ''));
const second = (text: Value): Value => (text === null ? null : (text.split(' ')[1] ?? ''));
const joined = (a: Value, b: Value): Value => (a === null || b === null ? null : `${a} ${b}`);

const rename = (name: string, more: Partial<Column>, nulls: boolean): Scenario => {
  const one = (rng: Random): Value => (nulls && rng.once(5) ? null : rng.pick(words));
  return {
    name,
    old: {
      columns: [column('password', T.varchar(60), more)],
      make: (rng) => ({ password: one(rng) }),
      follows: { password: copy('password_hash') },
    },
    fresh: {
      columns: [column('password_hash', T.varchar(60), { ...more, nullable: true })],
      make: (rng) => ({ password_hash: one(rng) }),
      follows: { password_hash: copy('password') },
    },
  };
};

const number = (text: Value): Value => (text === null || text.trim() === '' ? null : String(Number(text)));

export const scenarios: ReadonlyArray<Scenario> = [
  rename('rename of what must be there', {}, false),
  rename('rename of what may be NULL', { nullable: true }, true),
  rename('rename of what has a default', { default: value("it's \\ a default") }, false),
  {
    name: 'text to number',
    old: {
      columns: [column('qty', T.varchar(20), { nullable: true })],
      make: (rng) => ({ qty: rng.pick(['5', '05', ' 7 ', '', '-3', '0', null]) }),
      follows: { qty: { sql: 'cast(qty__new as varchar(20))', of: (r) => r['qty__new'] ?? null } },
    },
    fresh: {
      columns: [column('qty__new', T.integer(32), { nullable: true })],
      make: (rng) => ({ qty__new: rng.pick(['5', '7', '-3', '12', '0']) }),
      follows: { qty__new: { sql: `cast(nullif(trim(qty), '') as integer)`, of: (r) => number(r['qty'] ?? null) } },
    },
  },
  {
    name: 'number to text',
    old: {
      columns: [column('n', T.integer(64))],
      make: (rng) => ({ n: rng.pick(['1', '2', '-3', '9007199254740993', '0']) }),
      follows: {
        n: { sql: 'cast(n__new as bigint)', of: (r) => (r['n__new'] == null ? null : String(BigInt(r['n__new']))) },
      },
    },
    fresh: {
      columns: [column('n__new', T.varchar(30), { nullable: true })],
      make: (rng) => ({ n__new: rng.pick(['1', '01', '-3', '9007199254740993', '44']) }),
      follows: { n__new: { sql: 'cast(n as varchar(30))', of: (r) => r['n'] ?? null } },
    },
  },
  {
    name: 'decimal to text',
    old: {
      columns: [column('price', T.decimal(12, 2), { nullable: true })],
      make: (rng) => ({ price: rng.pick(['1.25', '-0.01', '1234567890.99', null]) }),
      follows: {
        price: {
          sql: 'cast(price__new as decimal(12,2))',
          of: (r) => (r['price__new'] == null ? null : Number(r['price__new']).toFixed(2)),
        },
      },
    },
    fresh: {
      columns: [column('price__new', T.text(), { nullable: true })],
      make: (rng) => ({ price__new: rng.pick(['1.25', '01.25', '7.77']) }),
      follows: { price__new: { sql: 'cast(price as varchar(30))', of: (r) => r['price'] ?? null } },
    },
  },
  {
    name: 'text to date',
    old: {
      columns: [column('day', T.varchar(10), { nullable: true })],
      make: (rng) => ({ day: rng.pick(['2024-02-29', '1999-12-31', null]) }),
      follows: { day: { sql: 'cast(day__new as varchar(10))', of: (r) => r['day__new'] ?? null } },
    },
    fresh: {
      columns: [column('day__new', T.date, { nullable: true })],
      make: (rng) => ({ day__new: rng.pick(['2024-02-29', '2000-01-01']) }),
      follows: { day__new: { sql: 'cast(day as date)', of: (r) => r['day'] ?? null } },
    },
  },
  {
    name: 'two to one',
    old: {
      columns: [column('first', T.varchar(40)), column('last', T.varchar(40), { default: value('') })],
      make: (rng) => ({ first: rng.pick(names), last: rng.pick([...names, 'van Dyk']) }),
      follows: {
        first: { sql: "split_part(full_name, ' ', 1)", of: (r) => first(r['full_name'] ?? null) },
        last: { sql: "split_part(full_name, ' ', 2)", of: (r) => second(r['full_name'] ?? null) },
      },
    },
    fresh: {
      columns: [column('full_name', T.varchar(90), { nullable: true })],
      make: (rng) => ({ full_name: rng.pick(['Ann Bo', 'Ann', 'A B C', 'ann bo', 'Émile D\\']) }),
      follows: {
        full_name: { sql: "first || ' ' || last", of: (r) => joined(r['first'] ?? null, r['last'] ?? null) },
      },
    },
  },
  {
    name: 'one to two',
    old: {
      columns: [column('full_name', T.varchar(90))],
      make: (rng) => ({ full_name: rng.pick(['Ann Bo', 'Ann', 'A B C', 'ann bo', 'Émile D\\']) }),
      follows: {
        full_name: { sql: "first || ' ' || last", of: (r) => joined(r['first'] ?? null, r['last'] ?? null) },
      },
    },
    fresh: {
      columns: [
        column('first', T.varchar(40), { nullable: true }),
        column('last', T.varchar(40), { nullable: true, default: value('') }),
      ],
      make: (rng) => ({ first: rng.pick(names), last: rng.pick([...names, 'van Dyk']) }),
      follows: {
        first: { sql: "split_part(full_name, ' ', 1)", of: (r) => first(r['full_name'] ?? null) },
        last: { sql: "split_part(full_name, ' ', 2)", of: (r) => second(r['full_name'] ?? null) },
      },
    },
  },
  {
    name: 'a value that reads another column',
    others: [column('title', T.varchar(10), { default: value('Dr') })],
    old: {
      columns: [column('name', T.varchar(40), { nullable: true })],
      make: (rng) => ({ name: rng.pick([...names, 'x']) }),
      follows: {
        name: {
          sql: "split_part(shown, ' ', 3)",
          of: (r) => r['shown']?.split(' ')[2] ?? (r['shown'] == null ? null : ''),
        },
      },
    },
    fresh: {
      columns: [column('shown', T.varchar(60), { nullable: true })],
      make: (rng) => ({ shown: rng.pick(['Dr Ann', 'Bo', 'x y z', 'x y Bo']) }),
      follows: { shown: { sql: "title || ' ' || name", of: (r) => joined(r['title'] ?? null, r['name'] ?? null) } },
    },
  },
  {
    name: 'one way, and a value that reads another column',
    others: [column('title', T.varchar(10), { default: value('Dr') })],
    old: {
      columns: [column('name', T.varchar(40), { nullable: true })],
      make: (rng) => ({ name: rng.pick([...names, null]) }),
      follows: { name: null },
    },
    fresh: {
      columns: [column('shown', T.varchar(60), { nullable: true })],
      make: (rng) => ({ shown: rng.pick(['Dr Ann', 'Bo', 'x']) }),
      follows: { shown: { sql: "title || ' ' || name", of: (r) => joined(r['title'] ?? null, r['name'] ?? null) } },
    },
  },
];
