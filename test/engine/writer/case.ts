/** What changes between two releases that write side by side, and a model of it that knows no SQL. */
import type { DialectId } from '../../../src/ir/expression.js';
import type { Random } from '../../support/schema/random.js';

/** Values as text, as the engine prints them. */
export type Value = string | null;
export type Row = Readonly<Record<string, Value>>;

export interface Cell {
  readonly name: string;
  readonly make: (rng: Random, id: number) => Value;
  /** What a row has of it that leaves it out; undefined = it must be given. */
  readonly start?: Value;
  /** What it gets between the phases where a row has none; the new release always gives one. */
  readonly fill?: string;
}

/** Columns of the old release and the columns of the new one that say the same. */
export interface Group {
  readonly old: ReadonlyArray<Cell>;
  readonly fresh: ReadonlyArray<Cell>;
  readonly forward: (old: Row) => Row;
  readonly backward: (fresh: Row) => Row;
  /** Between the phases the new column has another name, and who writes the usual one writes the old column. */
  readonly takesName?: boolean;
}

export interface Case {
  readonly name: string;
  /** Specs: the fields of the table and what else is said of it, in YAML. */
  readonly before: string;
  readonly after: string;
  readonly table: string;
  /** Its name in the new release, where it is another one. */
  readonly renamed?: string;
  /** In both releases under the same name. */
  readonly shared: ReadonlyArray<Cell>;
  readonly oldOnly?: ReadonlyArray<Cell>;
  readonly newOnly?: ReadonlyArray<Cell>;
  readonly groups: ReadonlyArray<Group>;
  /** About how many rows the plan is told there are: many are copied in pieces. */
  readonly rows?: number;
  /** Through the old name of a table go no upserts there. */
  readonly noUpsertByOld?: ReadonlyArray<DialectId>;
}

const words = ['Ann', 'ann', 'Zoë', "O'Neil", 'back\\slash', '%s ?', ':x', 'ß', 'ANN', '日本', '😀', '', ' x'];
const word = (rng: Random): Value => rng.pick(words);
const wordOrNull = (rng: Random): Value => (rng.once(4) ? null : rng.pick(words));
const number = (rng: Random): Value => String(rng.int(90));

const renamed = (from: string, to: string, make: Cell['make'], start?: Value): Group => {
  const more = start === undefined ? {} : { start };
  return {
    old: [{ name: from, make, ...more }],
    fresh: [{ name: to, make, ...more }],
    forward: (r) => ({ [to]: r[from] ?? null }),
    backward: (r) => ({ [from]: r[to] ?? null }),
  };
};

const retyped = (name: string, old: Cell['make'], fresh: Cell['make'], forward: (v: string) => string): Group => {
  const of = (f: (v: string) => string) => (r: Row) => {
    const v = r[name] ?? null;
    return { [name]: v === null ? null : f(v) };
  };
  return {
    old: [{ name, make: old, start: null }],
    fresh: [{ name, make: fresh, start: null }],
    forward: of(forward),
    backward: of((v) => v),
    takesName: true,
  };
};

const firsts = ['Ann', 'Bo', 'Émile', 'ann', 'D\\', "O'N"];
const pair = (rng: Random): Value => `${rng.pick(firsts)} ${rng.pick(firsts)}`;
const part = (v: Value | undefined, at: number): Value => (v == null ? null : (v.split(' ')[at] ?? ''));
const joined = (r: Row): Value => `${r['first_name']} ${r['last_name']}`;
const parts = (r: Row): Row => ({ first_name: part(r['full_name'], 0), last_name: part(r['full_name'], 1) });
const twoNames: ReadonlyArray<Cell> = ['first_name', 'last_name'].map((name) => ({
  name,
  make: (rng) => rng.pick(firsts),
}));

const note: Cell = { name: 'note', make: wordOrNull, start: null };
const mail = (rng: Random, id: number): Value => `${id}.${rng.int(1000)}@example.org`;

const fields = (table: string, ...lines: ReadonlyArray<string>): string =>
  ['persistence:', '  entity:', `    table: ${table}`, '    fields:', '      id: { type: bigint, primary: true }']
    .concat(lines.map((l) => `    ${l}`))
    .join('\n');
const noteField = '  note: { type: string(40), nullable: true }';

const movedTable = (
  name: string,
  renamed: string,
  before: ReadonlyArray<string>,
  after: ReadonlyArray<string>,
): Case => {
  const both = [
    '  mail: { type: string(90), unique: true }',
    '  city: { type: string(40), default: Lyon }',
    '  note: { type: string(40), nullable: true }',
  ];
  return {
    name,
    table: 'people',
    renamed,
    before: fields('people', ...before, ...both),
    after: fields(
      renamed,
      ...after,
      ...both,
      '  country: { type: string(2), default: fr }',
      'renamed_from: people',
      'indexes: [ { columns: [city] } ]',
    ),
    shared: [note, { name: 'mail', make: mail }, { name: 'city', make: word, start: 'Lyon' }],
    newOnly: [{ name: 'country', make: (rng) => rng.pick(['se', 'de']), start: 'fr' }],
    groups: [],
    noUpsertByOld: ['sqlite'],
  };
};

export const cases: ReadonlyArray<Case> = [
  {
    name: 'renamed columns',
    table: 'users',
    before: fields(
      'users',
      '  password: { type: string(60) }',
      '  mail: { type: string(90), unique: true }',
      '  years: { type: int, default: 18 }',
      '  nick: { type: string(40), nullable: true }',
      noteField,
      'indexes: [ { columns: [years, nick] } ]',
      'checks: [ { name: years_positive, expr: "years >= 0" } ]',
    ),
    after: fields(
      'users',
      '  password_hash: { type: string(60), renamed_from: password }',
      '  email: { type: string(90), unique: true, renamed_from: mail }',
      '  age: { type: int, default: 18, renamed_from: years }',
      '  alias: { type: string(40), nullable: true, renamed_from: nick }',
      noteField,
      'indexes: [ { columns: [age, alias] } ]',
      'checks: [ { name: years_positive, expr: "age >= 0" } ]',
    ),
    shared: [note],
    groups: [
      renamed('password', 'password_hash', word),
      renamed('mail', 'email', mail),
      renamed('years', 'age', number, '18'),
      renamed('nick', 'alias', wordOrNull, null),
    ],
  },
  {
    name: 'types of columns',
    table: 'visits',
    rows: 30_000,
    before: fields(
      'visits',
      '  age: { type: string(20), nullable: true }',
      '  code: { type: int, nullable: true }',
      noteField,
      'indexes: [ { columns: [age] } ]',
    ),
    after: fields(
      'visits',
      '  age: { type: int, nullable: true }',
      '  code: { type: string(20), nullable: true }',
      noteField,
      'indexes: [ { columns: [age] } ]',
    ),
    shared: [note],
    groups: [
      retyped(
        'age',
        (rng) => (rng.once(4) ? null : rng.pick(['5', '05', '-3', '0', '77'])),
        number,
        (v) => String(Number(v)),
      ),
      retyped(
        'code',
        (rng) => (rng.once(4) ? null : number(rng)),
        number,
        (v) => v,
      ),
    ],
  },
  {
    name: 'one column becomes two',
    table: 'users',
    before: fields('users', '  full_name: { type: string(160) }', noteField, 'indexes: [ { columns: [full_name] } ]'),
    after: fields(
      'users',
      `  first_name: { type: string(80), backfill: "split_part(full_name, ' ', 1)" }`,
      `  last_name: { type: string(80), backfill: "split_part(full_name, ' ', 2)" }`,
      noteField,
      'dropped:',
      `  full_name: { backfill: "first_name || ' ' || last_name" }`,
      'indexes: [ { columns: [last_name, first_name] } ]',
    ),
    shared: [note],
    groups: [
      {
        old: [{ name: 'full_name', make: (rng) => rng.pick([pair(rng), 'Ann', 'A B C']) }],
        fresh: twoNames,
        forward: parts,
        backward: (r) => ({ full_name: joined(r) }),
      },
    ],
  },
  {
    name: 'two columns become one',
    table: 'users',
    rows: 30_000,
    before: fields('users', '  first_name: { type: string(80) }', '  last_name: { type: string(80) }', noteField),
    after: fields(
      'users',
      `  full_name: { type: string(170), backfill: "first_name || ' ' || last_name" }`,
      noteField,
      'dropped:',
      `  first_name: { backfill: "split_part(full_name, ' ', 1)" }`,
      `  last_name: { backfill: "split_part(full_name, ' ', 2)" }`,
    ),
    shared: [note],
    groups: [
      {
        old: twoNames,
        fresh: [{ name: 'full_name', make: pair }],
        forward: (r) => ({ full_name: joined(r) }),
        backward: parts,
      },
    ],
  },
  {
    name: 'a value asked for in a large table',
    table: 'users',
    rows: 30_000,
    before: fields('users', '  nick: { type: string(60), nullable: true }', noteField),
    after: fields('users', `  nick: { type: string(60), backfill: "'unknown'" }`, noteField),
    shared: [note, { name: 'nick', make: wordOrNull, start: null, fill: 'unknown' }],
    groups: [],
  },
  movedTable('renamed table', 'users', [], []),
  {
    ...movedTable(
      'renamed table and column',
      'users',
      ['  full_name: { type: string(80) }'],
      ['  name: { type: string(80), renamed_from: full_name }'],
    ),
    groups: [renamed('full_name', 'name', word)],
  },
  {
    name: 'all kinds at once',
    table: 'orders',
    rows: 30_000,
    before: fields(
      'orders',
      '  ref: { type: string(60) }',
      '  age: { type: string(20), nullable: true }',
      '  full_name: { type: string(160) }',
      '  legacy: { type: string(20), default: old }',
      noteField,
      'indexes: [ { columns: [ref] } ]',
    ),
    after: fields(
      'orders',
      '  reference: { type: string(60), renamed_from: ref }',
      '  age: { type: int, nullable: true }',
      `  first_name: { type: string(80), backfill: "split_part(full_name, ' ', 1)" }`,
      `  last_name: { type: string(80), backfill: "split_part(full_name, ' ', 2)" }`,
      noteField,
      '  country: { type: string(2), default: fr }',
      'dropped:',
      `  full_name: { backfill: "first_name || ' ' || last_name" }`,
      'indexes: [ { columns: [reference] }, { columns: [note] } ]',
    ),
    shared: [note],
    oldOnly: [{ name: 'legacy', make: word, start: 'old' }],
    newOnly: [{ name: 'country', make: (rng) => rng.pick(['se', 'de']), start: 'fr' }],
    groups: [
      renamed('ref', 'reference', word),
      retyped(
        'age',
        (rng) => (rng.once(4) ? null : rng.pick(['5', '05', '-3', '0'])),
        number,
        (v) => String(Number(v)),
      ),
      {
        old: [{ name: 'full_name', make: (rng) => rng.pick([pair(rng), 'Ann', 'A B C']) }],
        fresh: twoNames,
        forward: parts,
        backward: (r) => ({ full_name: joined(r) }),
      },
    ],
  },
];
