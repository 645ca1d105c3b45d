import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { E } from '../../src/ir/expression.js';
import { qname } from '../../src/ir/name.js';
import { check, column, emptySchema, type Schema, table } from '../../src/ir/schema.js';
import { T } from '../../src/ir/type.js';
import { isLeft } from '../../src/prelude.js';
import { readSnapshot, type Snapshot, writeSnapshot } from '../../src/read/snapshot.js';
import { build, lanes, recipes, runs } from '../support/schema-gen.js';

const snapshot = (schema: Schema): Snapshot => ({ dialect: 'postgres', serverVersion: '15.18', schema });

/** The same document with the keys of every object the other way round. */
const reversed = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([k, v]) => [k, reversed(v)]),
  );
};

const problems = (text: string) => {
  const read = readSnapshot('schema.json', text);
  return isLeft(read) ? read.left.map((p) => [p.code, p.data['key'] ?? p.data['why']]) : [];
};

describe.each(lanes)('schemas of %s', (lane) => {
  test('are read back as they were written, whatever the order of keys', () => {
    fc.assert(
      fc.property(recipes(), (recipe) => {
        const { before } = build(lane, recipe);
        const text = writeSnapshot(snapshot(before));
        expect(readSnapshot('s.json', text)).toEqual({ _tag: 'Right', right: snapshot(before) });
        const turned = readSnapshot('s.json', JSON.stringify(reversed(JSON.parse(text))));
        if (isLeft(turned)) throw new Error(JSON.stringify(turned.left));
        expect(writeSnapshot(turned.right)).toBe(text);
        expect(writeSnapshot(snapshot(JSON.parse(JSON.stringify(reversed(before)))))).toBe(text);
      }),
      runs(200),
    );
  });
});

const everyExpression = [
  E.string("it's"),
  E.number('1.10'),
  E.boolean(true),
  E.null,
  E.literal({ kind: 'Bytes', hex: '00FF' }),
  E.column('a', 't'),
  E.not(E.isNull(E.column('a'), true)),
  E.binary('is distinct from', E.column('a'), E.column('b')),
  { kind: 'Operator', op: '->>', left: E.column('a'), right: E.string('b') } as const,
  { kind: 'In', arg: E.column('a'), list: [E.number(1)], negated: true } as const,
  { kind: 'Between', arg: E.column('a'), low: E.number(1), high: E.number(2), negated: false } as const,
  E.call('coalesce', E.column('a'), E.null),
  { kind: 'Case', operand: null, whens: [{ when: E.boolean(true), result: E.number(1) }], otherwise: E.null } as const,
  E.cast(E.column('a'), 'character varying(3)'),
  { kind: 'Collate', arg: E.column('a'), collation: 'C' } as const,
  { kind: 'Array', items: [E.number(1)] } as const,
  E.native('mysql', 'json_extract(a, "$.b")'),
];

test('every kind of expression and type survives', () => {
  const types = [
    ...[T.boolean, T.integer(24, true), T.decimal(12, 2), T.float(32), T.varchar(null), T.char(3), T.text('medium')],
    ...[
      T.binary(3, true),
      T.blob('tiny'),
      T.bit(null, true),
      T.date,
      T.time(3, true),
      T.dateTime('instant', 6),
      T.year,
    ],
    ...[T.uuid, T.json(false), T.enum(['a'], qname('mood', 'app')), T.set(['x']), T.native('tsvector')],
    { ...T.native(''), byEngine: { spelling: { postgres: 'citext' }, otherwise: T.varchar(9) } },
  ];
  const schema: Schema = {
    ...emptySchema,
    tables: [
      table(
        qname('t', 'app'),
        types.map((type, i) => column(`c${i}`, type)),
        { checks: everyExpression.map((e) => check(e)) },
      ),
    ],
  };
  const text = writeSnapshot(snapshot(schema));
  expect(readSnapshot('s.json', text)).toEqual({ _tag: 'Right', right: snapshot(schema) });
});

test.each([300, 900, 1500])('an expression %i calls deep is read back or refused, never a crash', (depth) => {
  let deep = E.column('a');
  for (let i = 0; i < depth; i++) deep = E.call('f', deep);
  const schema = { ...emptySchema, tables: [table(qname('t'), [column('a', T.date)], { checks: [check(deep)] })] };
  const result = readSnapshot('s.json', writeSnapshot(snapshot(schema)));
  if (isLeft(result)) expect([depth > 300, result.left[0]?.code]).toEqual([true, 'source.too-large']);
});

describe('what is refused', () => {
  const good = JSON.parse(
    writeSnapshot(snapshot({ ...emptySchema, tables: [table(qname('t'), [column('a', T.date)])] })),
  );
  const changed = (path: string, value: unknown): string => {
    const copy = structuredClone(good);
    const keys = path.split('.');
    const last = keys.pop() ?? '';
    const at = keys.reduce((o, k) => o[k], copy);
    if (value === undefined) delete at[last];
    else at[last] = value;
    return JSON.stringify(copy);
  };

  test.each([
    ['a key nobody knows', changed('schema.tables.0.colour', 1), [['spec.unknown-key', 'schema.tables[0].colour']]],
    [
      'a missing key',
      changed('schema.tables.0.options.engine', undefined),
      [['spec.missing-key', 'schema.tables[0].options.engine']],
    ],
    [
      'a kind nobody knows',
      changed('schema.tables.0.columns.0.type', { kind: 'Data' }),
      [['spec.expected', 'schema.tables[0].columns[0].type']],
    ],
    [
      'a wrong value',
      changed('schema.tables.0.columns.0.nullable', 'no'),
      [['spec.expected', 'schema.tables[0].columns[0].nullable']],
    ],
    [
      'a table twice',
      changed('schema.tables', [good.schema.tables[0], good.schema.tables[0]]),
      [['schema.duplicate', undefined]],
    ],
    [
      'a number that is none',
      changed('schema.tables.0.columns.0.default', {
        kind: 'Value',
        value: { kind: 'Number', text: '1); DROP TABLE t' },
      }),
      [['spec.expected', 'schema.tables[0].columns[0].default.value.text']],
    ],
    ['a prototype', JSON.stringify(good).replace('{', '{"__proto__":{},'), [['spec.unknown-key', '__proto__']]],
    ['another JSON document', '{"openapi": "3.1.0"}', [['source.unsupported', 'it is not a schema snapshot']]],
    ['no JSON', '{', [['source.syntax', 'it is not valid JSON']]],
    ['a depth nobody needs', '['.repeat(100_000), [['source.too-large', 'it is nested too deeply']]],
  ])('%s', (_, text, wanted) => {
    expect(problems(text)).toEqual(wanted);
  });

  test('a later version says so', () => {
    expect(problems(changed('version', 2))).toEqual([
      ['source.unsupported', 'it is version 2 of the snapshot, and this program reads version 1'],
    ]);
  });

  test('all of it, not only the first', () => {
    const two = changed('schema.tables.0.columns.0', { ...good.schema.tables[0].columns[0], name: 1, charset: 2 });
    expect(problems(two).map(([, key]) => key)).toEqual([
      'schema.tables[0].columns[0].name',
      'schema.tables[0].columns[0].charset',
    ]);
  });
});
