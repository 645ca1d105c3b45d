import { describe, expect, test } from 'vitest';
import type { Desired } from '../../src/ir/desired.js';
import { E } from '../../src/ir/expression.js';
import { qname } from '../../src/ir/name.js';
import type { Column, Default, Table } from '../../src/ir/schema.js';
import { type DataType, T } from '../../src/ir/type.js';
import { isLeft } from '../../src/prelude.js';
import { readSpec } from '../../src/read/spec/index.js';

const read = (text: string): Desired => {
  const result = readSpec('spec.yaml', text);
  if (isLeft(result)) throw new Error(JSON.stringify(result.left, null, 1));
  return result.right;
};

const entity = (lines: string): string => `persistence:\n  entity:\n    table: t\n${lines.replace(/^/gm, '    ')}`;
const fields = (lines: string): string => entity(`fields:\n${lines.replace(/^/gm, '  ')}`);
const tableOf = (d: Desired): Table => {
  const [table] = d.schema.tables;
  if (table === undefined) throw new Error('no table');
  return table;
};
const columnOf = (field: string): Column => {
  const [column] = tableOf(read(fields(`a: ${field}`))).columns;
  if (column === undefined) throw new Error('no column');
  return column;
};

describe('types', () => {
  const types: ReadonlyArray<readonly [string, DataType]> = [
    ['uuid', T.uuid],
    ['string', T.varchar(255)],
    ['string(120)', T.varchar(120)],
    ['text', T.text()],
    ['int', T.integer(32)],
    ['integer', T.integer(32)],
    ['bigint', T.integer(64)],
    ['smallint', T.integer(16)],
    ['tinyint', T.integer(8)],
    ['mediumint', T.integer(24)],
    ['int unsigned', T.integer(32, true)],
    ['float', T.float(64)],
    ['double', T.float(64)],
    ['real', T.float(32)],
    ['decimal', T.decimal(null, null)],
    ['decimal(12)', T.decimal(12, 0)],
    ['"decimal(12,2)"', T.decimal(12, 2)],
    ['bool', T.boolean],
    ['boolean', T.boolean],
    ['datetime', T.dateTime('datetime')],
    ['datetime(6)', T.dateTime('datetime', 6)],
    ['timestamp', T.dateTime('timestamp')],
    ['timestamptz', T.dateTime('instant')],
    ['timestamp with time zone', T.dateTime('instant')],
    ['date', T.date],
    ['time', T.time()],
    ['json', T.json()],
    ['jsonb', T.json()],
    ['binary', T.blob()],
    ['binary(16)', T.binary(16)],
    ['char(2)', T.char(2)],
    ['longtext', T.text('long')],
    ['year', T.year],
    ['bit(3)', T.bit(3)],
    ["\"enum('a', 'b')\"", T.enum(['a', 'b'])],
  ];
  test.each(types)('%s', (spelling, type) => {
    expect(columnOf(`{ type: ${spelling} }`).type).toEqual(type);
  });

  test('an enum of a class is a string unless its values are given', () => {
    expect(columnOf('{ type: enum, of: App\\Role }').type).toEqual(T.varchar(255));
    expect(columnOf('{ type: enum, of: App\\Role, values: [1.10, b] }').type).toEqual(T.enum(['1.10', 'b']));
  });

  test('sizes may stand in keys', () => {
    expect(columnOf('{ type: decimal, precision: 12, scale: 2, unsigned: true }').type).toEqual(T.decimal(12, 2, true));
    expect(columnOf('{ type: string(20), length: 20 }').type).toEqual(T.varchar(20));
  });

  test('native types keep their spelling, or one for each engine and the portable type for the others', () => {
    expect(columnOf('{ native: tsvector }').type).toEqual(T.native('tsvector'));
    expect(columnOf('{ type: string(9), native: { postgres: citext } }').type).toEqual({
      kind: 'Native',
      spelling: '',
      byEngine: { spelling: { postgres: 'citext' }, otherwise: T.varchar(9) },
    });
  });
});

describe('defaults', () => {
  const value = (v: Default & { kind: 'Value' }): Default => v;
  const number = (text: string) => value({ kind: 'Value', value: { kind: 'Number', text } });
  const string = (text: string) => value({ kind: 'Value', value: { kind: 'String', value: text } });
  const boolean = (b: boolean) => value({ kind: 'Value', value: { kind: 'Boolean', value: b } });
  const call = (name: string): Default => ({ kind: 'Expression', expr: E.call(name) });
  const defaults: ReadonlyArray<readonly [string, string, Default]> = [
    ['int', '-7', number('-7')],
    ['int', '+7', number('7')],
    ['int', '"7"', number('7')],
    ['int', '0x1F', number('31')],
    ['bigint', '9007199254740993', number('9007199254740993')],
    ['bigint', '-9223372036854775808', number('-9223372036854775808')],
    ['decimal(20)', '12345678901234567890', number('12345678901234567890')],
    ['decimal', '1.10', number('1.10')],
    ['decimal', '.5', number('0.5')],
    ['double', '1.0e-3', number('1.0e-3')],
    ['string', '1.10', string('1.10')],
    ['string', '010', string('010')],
    ['string', '"no"', string('no')],
    ['string', "'it''s'", string("it's")],
    ['string', '"a\\\\b\\n"', string('a\\b\n')],
    ['string', '"now"', string('now')],
    ['bool', 'no', boolean(false)],
    ['bool', 'True', boolean(true)],
    ['bool', '1', boolean(true)],
    ['datetime', 'now', call('current_timestamp')],
    ['timestamptz', 'NOW', call('current_timestamp')],
    ['date', 'now', call('current_date')],
    ['time', 'now', call('current_time')],
    ['datetime', '2024-02-29T08:30', string('2024-02-29 08:30:00')],
    ['datetime', '2024-02-29 08:30:00.500', string('2024-02-29 08:30:00.5')],
    ['datetime', '2024-02-29', string('2024-02-29 00:00:00')],
    ['timestamptz', '2024-02-29T08:30:00Z', string('2024-02-29 08:30:00+00:00')],
    ['date', '2024-02-29', string('2024-02-29')],
    ['time', '"23:59"', string('23:59:00')],
    ['json', '{ a: [1.10, null, true, "x"] }', string('{"a": [1.10, null, true, "x"]}')],
    ['json', '\'{"a":1}\'', string('{"a":1}')],
    ['uuid', '0000000A-0000-0000-0000-000000000000', string('0000000a-0000-0000-0000-000000000000')],
    ['binary', '"\\x01z"', value({ kind: 'Value', value: { kind: 'Bytes', hex: '017A' } })],
    ['set, values: [a, b, c]', '"c,a"', string('a,c')],
    ['enum, values: ["no", x]', 'no', string('no')],
  ];
  test.each(defaults)('%s default %s', (type, written, wanted) => {
    expect(columnOf(`{ type: ${type}, default: ${written} }`).default).toEqual(wanted);
  });

  test('default_sql is an expression', () => {
    expect(columnOf('{ type: uuid, default_sql: gen_random_uuid() }').default).toEqual(call('gen_random_uuid'));
    expect(columnOf('{ type: uuid, default_sql: { mysql: (uuid()), sqlite: "1" } }').default).toEqual({
      kind: 'Expression',
      expr: { kind: 'Native', text: { mysql: '(uuid())', mariadb: '(uuid())', sqlite: '1' } },
    });
  });

  test('null is no default', () => {
    expect(columnOf('{ type: int, nullable: true, default: ~ }').default).toBeNull();
  });
});

describe('what a spec speaks for', () => {
  test('its columns, its primary key, and the facets whose key it has', () => {
    const d = read(entity('fields: { id: { type: int, primary: true } }\nindexes: []\nchecks:'));
    expect(d.owns).toEqual({
      tables: 'listed',
      byTable: {
        t: {
          facets: ['columns', 'primaryKey', 'checks', 'indexes'],
          unstated: new Map([
            ['id', ['identity', 'generated', 'collation', 'charset', 'comment', 'onUpdate', 'invisible']],
          ]),
          notUnique: [],
        },
      },
    });
  });

  test('a table that says no primary key does not ask for none', () => {
    expect(read(fields('a: int')).owns.byTable['t']?.facets).toEqual(['columns']);
  });

  test('unique: true wants one constraint, unique: false wants none there', () => {
    const d = read(fields('a: { type: int, unique: true }\nb: { type: int, unique: false }'));
    expect(tableOf(d).uniques.map((u) => u.columns)).toEqual([['a']]);
    expect(d.owns.byTable['t']).toMatchObject({ facets: ['columns'], notUnique: ['b'] });
  });

  test('a written attribute is stated, even as nothing', () => {
    const d = read(fields('a: { type: int, comment: null, generated: null, invisible: false }'));
    expect(d.owns.byTable['t']?.unstated.get('a')).toEqual(['identity', 'collation', 'charset', 'onUpdate']);
  });
});

describe('numbering', () => {
  const identityOf = (lines: string) => tableOf(read(entity(lines))).columns[0]?.identity;
  test.each(['int', 'bigint', 'smallint', 'int unsigned'])('a primary key of one %s numbers itself', (type) => {
    expect(identityOf(`fields: { a: { type: ${type}, primary: true } }`)).toEqual({ kind: 'AutoIncrement' });
  });
  test.each([
    ['of two fields', 'fields: { a: { type: int, primary: true }, b: { type: int, primary: true } }'],
    ['with a default', 'fields: { a: { type: int, primary: true, default: 1 } }'],
    ['that refers', 'fields: { a: { type: int, primary: true, references: b.id } }'],
    [
      'in a foreign key',
      'fields: { a: { type: int, primary: true } }\nforeign_keys: [{ columns: [a], references: b.c }]',
    ],
    ['that is a text', 'fields: { a: { type: string, primary: true } }'],
    ['that says it does not', 'fields: { a: { type: int, primary: true, auto_increment: false } }'],
  ])('a primary key %s does not', (_, lines) => {
    expect(identityOf(lines)).toBeNull();
  });
  test('primary_key: counts too', () => {
    expect(identityOf('fields: { a: int }\nprimary_key: [a]')).toEqual({ kind: 'AutoIncrement' });
  });
});

describe('renames, rows and places', () => {
  const d = read(
    entity(
      [
        'renamed_from: old',
        'fields:',
        '  a: { type: int, renamed_from: x, backfill: "1 + 1" }',
        '  b:',
        '    type: int',
        '    using: "trim(b)"',
        'uniques:',
        '  - { columns: [a, b], dedupe: keep_oldest(b) }',
        'dropped: { c: { archive: { days: 90 } } }',
      ].join('\n'),
    ),
  );
  const at = (line: number, column: number) => ({ file: 'spec.yaml', line, column });
  const table = qname('t');

  test('renames name the table as it is and as it will be', () => {
    const both = { from: qname('old'), to: table };
    expect(d.renames).toEqual([
      { table: both, column: null, at: at(4, 5) },
      { table: both, column: { from: 'x', to: 'a' }, at: at(6, 37) },
    ]);
  });

  test('rules carry their place', () => {
    expect(d.data.map((r) => ({ ...r, value: null }))).toEqual([
      { kind: 'Backfill', table, column: 'a', value: null, at: at(6, 40) },
      { kind: 'Using', table, column: 'b', value: null, at: at(9, 9) },
      { kind: 'Dedupe', table, columns: ['a', 'b'], keep: 'oldest', by: 'b', value: null, at: at(11, 28) },
      { kind: 'Archive', table, column: 'c', days: 90, value: null, at: at(12, 21) },
    ]);
  });

  test('positions of the table, its fields and its facets', () => {
    const places = ['t', 't#uniques', 't.a', 't.b', 't.c', 't#checks', 't#columns', 't#', 'ta', ''];
    expect(places.map(d.positions)).toEqual([
      at(3, 5),
      at(10, 5),
      at(6, 7),
      at(7, 7),
      ...places.slice(4).map(() => null),
    ]);
  });
});

describe('problems', () => {
  const problems = (text: string) => {
    const result = readSpec('spec.yaml', text);
    return isLeft(result) ? result.left : [];
  };

  test('point into an expression', () => {
    const [plain] = problems(fields('a: { type: int, backfill: 1 + + }'));
    const [quoted] = problems(fields('a: { type: int, backfill: "1 + )" }'));
    expect(plain?.at?.column).toBe('      a: { type: int, backfill: 1 + +'.length + 1);
    expect(quoted?.at?.column).toBe('      a: { type: int, backfill: "1 + )'.length);
  });

  test('give a suggestion as data and as a hint', () => {
    const [problem] = problems(fields('a: { type: int, nulable: true }'));
    expect(problem).toMatchObject({
      code: 'spec.unknown-key',
      data: { key: 'nulable', in: 'field a', suggestion: 'nullable' },
      at: { line: 5, column: 23 },
      hint: 'Did you mean "nullable"?',
    });
  });

  test('are in the order of the file, and none hides another', () => {
    const found = problems(fields('a: { type: strng, nullable: 3, default: 1 }\nb: { typ: int }\nc: { type: int(3) }'));
    expect(found.map((p) => [p.code, p.at?.line])).toEqual([
      ['spec.unknown-type', 5],
      ['spec.expected', 5],
      ['spec.missing-key', 6],
      ['spec.unknown-key', 6],
      ['spec.bad-value', 7],
    ]);
  });

  test('a byte order mark and Windows line ends shift nothing', () => {
    const [problem] = problems(`\ufeff${fields('a: { typ: int, type: int }').replaceAll('\n', '\r\n')}`);
    expect(problem?.at).toEqual({ file: 'spec.yaml', line: 5, column: 12 });
  });

  test('lookups have no prototype', () => {
    const d = read('persistence: { entity: { table: toString, fields: { valueOf: int } } }');
    expect(d.owns.byTable['constructor']).toBeUndefined();
    expect(d.positions('hasOwnProperty')).toBeNull();
    expect(Object.keys(d.owns.byTable)).toEqual(['toString']);
  });
});
