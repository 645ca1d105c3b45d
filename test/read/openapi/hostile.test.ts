/** Whatever the document is, reading it ends soon, with a schema or with problems that stand in the text. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isLeft } from '../../../src/prelude.js';
import { readOpenApi } from '../../../src/read/openapi/index.js';
import { runs } from '../../support/schema-gen.js';
import { scraps } from '../damage.js';

const whole = `openapi: 3.1.0
components:
  schemas:
    A: { allOf: [{ $ref: '#/components/schemas/B' }], properties: { a: { $ref: '#/components/schemas/C' } } }
    B:
      allOf: [{ $ref: '#/components/schemas/A' }]
      properties: { b: { type: [string, 'null'], maxLength: 3 }, e: { type: [string, 'null'], enum: [x, y, null] } }
      x-altair-persistence: &p
        entity: { table: t, fields: { a: {}, b: { unique: true }, e: { nullable: true } } }
    C: { type: integer, format: int64 }
x-altair-persistence:
  entities: [{ table: u, fields: { id: int } }]
`;

const survives = (text: string): 'read' | 'refused' => {
  const result = readOpenApi('fuzz.yaml', text);
  if (!isLeft(result)) return 'read';
  expect(result.left.length).toBeGreaterThan(0);
  const lines = text.split('\n').length;
  for (const p of result.left) {
    expect(p.at?.file).toBe('fuzz.yaml');
    expect(p.at?.line).toBeGreaterThanOrEqual(1);
    expect(p.at?.line).toBeLessThanOrEqual(lines);
  }
  return 'refused';
};

test('texts made from a document by damage', () => {
  const scrap = fc.oneof(fc.constantFrom(...scraps, '#/', '~2', '%zz', 'x-altair-persistence:'), fc.string());
  const cut = fc.tuple(fc.nat(whole.length), fc.nat(12), scrap);
  const damaged = fc.array(cut, { minLength: 1, maxLength: 3 }).map((cuts) => {
    return cuts.reduce((text, [at, length, by]) => text.slice(0, at) + by + text.slice(at + length), whole);
  });
  const count = { read: 0, refused: 0 };
  fc.assert(
    fc.property(damaged, (text) => {
      count[survives(text)]++;
    }),
    runs(2000),
  );
  expect(survives(whole)).toBe('read');
  expect(count.read).toBeGreaterThan(20);
  expect(count.refused).toBeGreaterThan(500);
});

test.each([
  ['schemas that refer to themselves many times', composed(40, 40)],
  ['fields without a property', missing(3000)],
])('%s', (_, text) => {
  const start = process.cpuUsage();
  expect(survives(text)).toBe('refused');
  const { user, system } = process.cpuUsage(start);
  expect((user + system) / 1000).toBeLessThan(3000);
});

function composed(schemas: number, refs: number): string {
  const all = Array.from({ length: refs }, (_, i) => `{ $ref: '#/components/schemas/S${i % schemas}' }`).join(', ');
  const names = Array.from({ length: schemas }, (_, i) => `    S${i}: { allOf: [${all}] }`).join('\n');
  return `openapi: 3.1.0\ncomponents:\n  schemas:\n${names}\n    T:\n      allOf: [${all}]\n      x-altair-persistence:\n        entity: { table: t, fields: { a: {} } }\n`;
}

function missing(many: number): string {
  const list = (of: (i: number) => string): string => Array.from({ length: many }, (_, i) => of(i)).join(', ');
  return `openapi: 3.1.0\ncomponents:\n  schemas:\n    T:\n      properties: { ${list((i) => `property_${i}: { type: boolean }`)} }\n      x-altair-persistence:\n        entity: { table: t, fields: { ${list((i) => `field_${i}: {}`)} } }\n`;
}
