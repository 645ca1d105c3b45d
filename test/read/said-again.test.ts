/** Fields in the words of another one are not read again: they must come out as if they were. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isLeft } from '../../src/prelude.js';
import { readSpec } from '../../src/read/spec/index.js';

const spec = (fields: ReadonlyArray<string>): string =>
  ['persistence:', '  entity:', '    table: t', '    fields:', ...fields.map((f) => `      ${f}`), ''].join('\n');

const said = (fields: ReadonlyArray<string>): unknown => {
  const read = readSpec('spec.yaml', spec(fields));
  return isLeft(read)
    ? read.left.map(({ code, data, at }) => ({ code, data, line: at?.line }))
    : read.right.schema.tables.map((t) => [t.columns, t.primaryKey, t.uniques]);
};

const value = fc.constantFrom(
  'true',
  '"true"',
  'no',
  '1',
  '010',
  '~',
  '"a"',
  '"a 4 true"',
  '"a\\0nullable=4 true"',
  'now',
);

const entry = fc.oneof(
  fc.tuple(fc.constant('type'), fc.constantFrom('string', '"string"', 'int', 'decimal', 'bool', 'datetime', 'strin')),
  fc.tuple(fc.constantFrom('nullable', 'primary', 'unique', 'unsigned', 'auto_increment'), value),
  fc.tuple(fc.constant('default'), value),
  fc.tuple(fc.constantFrom('length', 'precision', 'scale'), fc.constantFrom('1', '3', '999999999', 'x')),
);

const field = fc
  .uniqueArray(entry, { minLength: 1, maxLength: 4, selector: ([key]) => key })
  .map((entries) => entries.map(([key, text]) => `${key}: ${text}`));

describe('a field said again', () => {
  test('says the same, and its mistakes are told again', () => {
    fc.assert(
      fc.property(field, field, (one, other) => {
        // With a key that says nothing, and that no field has which is remembered.
        const plain = said([`a: { ${one.join(', ')}, comment: ~ }`, `b: { ${other.join(', ')}, comment: ~ }`]);
        for (const _ of [1, 2]) expect(said([`a: { ${one.join(', ')} }`, `b: { ${other.join(', ')} }`])).toEqual(plain);
      }),
      { numRuns: 3000 },
    );
  });

  test('has its own name and its own place', () => {
    const read = readSpec(
      'spec.yaml',
      spec(['a: { type: text, nullable: true }', 'b: { type: text, nullable: true }']),
    );
    if (isLeft(read)) throw new Error(JSON.stringify(read.left));
    expect(read.right.schema.tables[0]?.columns.map((c) => c.name)).toEqual(['a', 'b']);
    expect(['t.a', 't.b'].map((place) => read.right.positions(place)?.line)).toEqual([5, 6]);
  });

  test('is named as names may be', () => {
    expect(said(['a: text', '"b\\u0001": text'])).toEqual([
      expect.objectContaining({ code: 'spec.bad-value', line: 6 }),
    ]);
  });
});
