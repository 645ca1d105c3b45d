import { describe, expect, test } from 'vitest';
import { keyOf } from '../../../src/ir/name.js';
import { isLeft } from '../../../src/prelude.js';
import { readOpenApi } from '../../../src/read/openapi/index.js';
import { readSource } from '../../../src/read/registry.js';
import { readSpec } from '../../../src/read/spec/index.js';

const document = (schemas: string, more = ''): string => `openapi: 3.1.1
info: { title: Shop, version: '1' }
paths: {}
${more}components:
  schemas:
${schemas
  .trim()
  .split('\n')
  .map((line) => `    ${line}`)
  .join('\n')}
`;

const user = document(`
User:
  type: object
  required: [id, email]
  properties:
    id: { type: integer, format: int64 }
    email: { type: string, format: email, maxLength: 190 }
    name: { type: [string, 'null'], maxLength: 80 }
    external: { type: string, format: uuid }
    born: { type: string, format: date }
    active: { type: boolean }
    visits: { type: integer, format: int32 }
    rank: { type: integer, format: int16 }
    share: { type: number, format: double }
    half: { type: number, format: float }
    price: { type: number }
    code: { type: string }
    state: { type: string, enum: [new, 'on', 'off'] }
    role: { $ref: '#/components/schemas/Role' }
    other: { anyOf: [{ $ref: '#/components/schemas/Role' }, { type: 'null' }] }
    created: { type: string, format: date-time }
  x-altair-persistence:
    entity:
      table: users
      fields:
        id: { primary: true }
        email: { unique: true }
        name:
        external: {}
        born: { nullable: true }
        active: { default: true }
        visits: {}
        rank: {}
        share: {}
        half: {}
        price: { precision: 12, scale: 2 }
        code: { length: 12 }
        state: { default: new }
        role: {}
        other: {}
        created: timestamptz
Role:
  type: string
  enum: [admin, member]
`);

const problems = (text: string): unknown => {
  const read = readSource('api.yaml', 'api.yaml', text);
  return isLeft(read) ? read.left.map((p) => [p.code, p.at?.line, p.data]) : 'read';
};

const why = (property: string, schemas = ''): unknown => {
  const text = document(`T:
  type: object
  properties:
    c: ${property}
  x-altair-persistence:
    entity: { table: t, fields: { c: {} } }
${schemas}`);
  const read = readOpenApi('api.yaml', text);
  return isLeft(read) ? read.left.map((p) => `${p.code}: ${p.data['why']}`) : read.right.schema.tables[0]?.columns[0];
};

describe('a schema that says how it is stored', () => {
  test('leaves types out that its properties decide', () => {
    const spec = readSpec(
      'api.yaml',
      `persistence:
  entity:
    table: users
    fields:
      id: { type: bigint, primary: true }
      email: { type: string(190), unique: true }
      name: { type: string(80), nullable: true }
      external: uuid
      born: { type: date, nullable: true }
      active: { type: bool, default: true }
      visits: int
      rank: smallint
      share: double
      half: real
      price: decimal(12,2)
      code: string(12)
      state: { type: enum, values: [new, 'on', 'off'], default: new }
      role: { type: enum, values: [admin, member] }
      other: { type: enum, values: [admin, member], nullable: true }
      created: timestamptz
`,
    );
    const read = readOpenApi('api.yaml', user);
    expect(isLeft(read) ? read.left : 'read').toBe('read');
    expect(isLeft(spec) ? spec.left : 'read').toBe('read');
    if (isLeft(read) || isLeft(spec)) return;
    expect({ ...read.right, positions: null }).toEqual({ ...spec.right, positions: null });
    expect(
      read.right.positions(`${keyOf(read.right.schema.tables[0]?.name ?? { name: '', namespace: null })}.name`),
    ).toEqual({
      file: 'api.yaml',
      line: 32,
      column: 13,
    });
  });

  test('means the same in JSON', () => {
    const json = JSON.stringify({
      openapi: '3.1.0',
      info: { title: 'T', version: '1' },
      components: {
        schemas: {
          T: {
            type: 'object',
            properties: { id: { type: 'integer', format: 'int32' }, note: { type: ['string', 'null'], maxLength: 9 } },
            'x-altair-persistence': { entity: { table: 't', fields: { id: { primary: true }, note: {} } } },
          },
        },
      },
    });
    const spec = readSpec(
      'api.json',
      'persistence: { entity: { table: t, fields: { id: { type: int, primary: true }, note: { type: string(9), nullable: true } } } }',
    );
    const tabs = JSON.stringify(JSON.parse(json), null, '\t');
    for (const text of [json, tabs]) {
      const read = readSource('api.json', 'api.json', text);
      if (isLeft(read) || isLeft(spec)) throw new Error(JSON.stringify([read, spec]));
      expect(read.right.server).toBeNull();
      expect({ ...read.right.desired, positions: null }).toEqual({ ...spec.right, positions: null });
    }
  });

  test('may be composed of others', () => {
    const text = document(`
Base:
  properties:
    id: { type: integer, format: int64 }
User:
  allOf:
    - $ref: '#/components/schemas/Base'
    - properties: { name: { type: string, maxLength: 20 } }
  x-altair-persistence:
    entities:
      - { table: users, fields: { id: { primary: true }, name: {} } }
      - { table: names, fields: { name: { primary: true } } }`);
    const read = readOpenApi('api.yaml', text);
    expect(
      isLeft(read) ? read.left : read.right.schema.tables.map((t) => [t.name.name, t.columns.map((c) => c.type)]),
    ).toEqual([
      [
        'users',
        [
          { kind: 'Integer', bits: 64, unsigned: false },
          { kind: 'Varchar', length: 20 },
        ],
      ],
      ['names', [{ kind: 'Varchar', length: 20 }]],
    ]);
  });

  test('stands beside tables that the document describes', () => {
    const more = 'x-altair-persistence:\n  entity: { table: log, fields: { id: { type: int, primary: true } } }\n';
    const read = readSource('api.yaml', 'api.yaml', user.replace('components:', `${more}components:`));
    expect(isLeft(read) ? read.left : read.right.desired.schema.tables.map((t) => t.name.name)).toEqual([
      'log',
      'users',
    ]);
  });
});

describe('what a schema leaves open', () => {
  test.each([
    ['{ type: string }', 'its schema says string without maxLength'],
    ['{ type: string, maxLength: 0 }', 'its schema says string without maxLength'],
    ['{ type: string, maxLength: 9, format: byte }', 'its schema says string of format byte'],
    ['{ type: string, maxLength: 9, contentEncoding: base64 }', 'its schema says string with contentEncoding'],
    ['{ type: string, format: date-time }', 'its schema says date-time'],
    ['{ type: integer }', 'its schema says integer only'],
    ['{ type: integer, format: uint8 }', 'its schema says integer uint8 only'],
    ['{ type: number }', 'its schema says number only'],
    ['{ type: object }', 'its schema says object only'],
    ['{ type: [integer, string] }', 'its schema says integer or string'],
    ['{ type: "null" }', 'its schema says null'],
    ['{ maxLength: 4 }', 'its schema says no type'],
    [
      '{ type: string, nullable: true, maxLength: 3 }',
      "nullable is no word of OpenAPI 3.1, which says type: [string, 'null']",
    ],
    ['{ type: string, enum: [a, null] }', 'its schema lists values that are not all texts'],
    ['{ type: string, enum: [a, 1] }', 'its schema lists values that are not all texts'],
    ['{ type: string, const: a }', 'its schema has const'],
    ['{ oneOf: [{ type: boolean }, { type: integer }] }', 'its schema is oneOf of several'],
    ['{ $ref: "#/components/schemas/U", type: string }', 'its schema has $ref and type'],
    ['{ $ref: "other.yaml#/U" }', 'other.yaml#/U is not in this document'],
    ['{ $ref: "#/components/schemas/T/properties/c" }', 'its schema refers to itself'],
    ['true', 'the property is no schema of a value'],
  ])('%s', (property, reason) => {
    expect(why(property)).toEqual([`spec.missing-key: ${reason}`]);
  });

  test('a pointer may be escaped', () => {
    expect(why('{ $ref: "#/components/schemas/a~1b%20c" }', '"a/b c": { type: boolean }')).toMatchObject({
      type: { kind: 'Boolean' },
    });
  });

  test('a field without a property, and one with two', () => {
    const text = document(`
Base: { properties: { name: { type: boolean } } }
User:
  allOf: [{ $ref: '#/components/schemas/Base' }, { properties: { name: { type: boolean }, createdAt: { type: boolean } } }]
  x-altair-persistence:
    entity:
      table: users
      fields:
        name: {}
        created_at: {}`);
    const read = readOpenApi('api.yaml', text);
    expect(isLeft(read) ? read.left.map((p) => [p.data['why'], p.at?.line, p.hint]) : 'read').toEqual([
      ['the schema says this property in several places', 13, 'Write its type.'],
      ['the schema has no property of this name', 14, 'Write its type; createdAt is another property.'],
    ]);
  });
});

describe('a document that cannot be read', () => {
  test.each([
    [
      'another version',
      user.replace('3.1.1', '3.0.3'),
      [
        [
          'spec.bad-value',
          1,
          { key: 'openapi', value: '3.0.3', why: 'x-altair-persistence is read in OpenAPI 3.1 only' },
        ],
      ],
    ],
    [
      'Swagger',
      user.replace('openapi: 3.1.1', "swagger: '2.0'"),
      [
        [
          'spec.bad-value',
          1,
          { key: 'swagger', value: '2.0', why: 'x-altair-persistence is read in OpenAPI 3.1 only' },
        ],
      ],
    ],
    [
      'without the extension',
      'openapi: 3.1.0',
      [['source.unsupported', 1, { source: 'api.yaml', why: 'it is OpenAPI without x-altair-persistence' }]],
    ],
    ['with nothing in it', document('T: { x-altair-persistence: }'), [['source.empty', 1, { source: 'api.yaml' }]]],
    [
      'on an operation',
      user.replace('paths: {}', 'paths: { /a: { get: { x-altair-persistence: {} } } }'),
      [['spec.unknown-key', 3, { key: 'x-altair-persistence', in: 'get' }]],
    ],
    [
      'on a property',
      document('T: { properties: { c: { x-altair-persistence: {} } } }'),
      [['spec.unknown-key', 6, { key: 'x-altair-persistence', in: 'c' }]],
    ],
    [
      'with a spec in it',
      `${user}persistence: {}`,
      [['spec.unknown-key', 49, { key: 'persistence', in: 'an OpenAPI document', suggestion: 'x-altair-persistence' }]],
    ],
    [
      'with a key of another place',
      document('T: { x-altair-persistence: { table: t } }'),
      [['spec.unknown-key', 6, { key: 'table', in: 'x-altair-persistence' }]],
    ],
    [
      'with a key twice',
      document('T:\n  x-altair-persistence:\n    entity: { table: t, table: u, fields: { a: int } }'),
      [['spec.duplicate-key', 8, { key: 'table' }]],
    ],
  ])('%s', (_, text, expected) => {
    expect(problems(text)).toEqual(expected);
  });

  test('keys that stand twice elsewhere are no matter of ours', () => {
    const text = document(
      'T:\n  constructor: 1\n  x-altair-persistence:\n    entity: { table: t, fields: { a: int } }\nU: { a: 1, a: 2 }',
    );
    expect(problems(text)).toBe('read');
  });

  test('a snapshot that has a column openapi is a snapshot', () => {
    const text = '{"altair": "schema", "version": 9, "x": {"openapi": "x"}}';
    expect(problems(text)).not.toBe('read');
    const read = readSource('s.json', 's.json', text);
    expect(isLeft(read) ? read.left[0]?.data['why'] : 'read').toContain('version 9 of the snapshot');
  });
});
