/** Whatever the text is, reading it ends soon, with a schema or with problems that stand in the text. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { isLeft } from '../../src/prelude.js';
import { readSpec } from '../../src/read/spec/index.js';
import { runs } from '../support/schema-gen.js';
import { corpus, damaged, scraps } from './damage.js';

/** Milliseconds of this process, which share of the machine it has or not. */
const longest = 1000;

/** Reads it in time; once more when the machine was busy with something else. */
const inTime = (text: string): ReturnType<typeof readSpec> => {
  for (let attempt = 1; ; attempt++) {
    const start = process.cpuUsage();
    const result = readSpec('fuzz.yaml', text);
    const { user, system } = process.cpuUsage(start);
    const took = (user + system) / 1000;
    if (took < longest || attempt === 3) {
      expect(took).toBeLessThan(longest);
      return result;
    }
  }
};

/** Reads it, and says how it went; throws when it took too long or a problem has no place. */
const survives = (text: string): 'read' | 'refused' => {
  const result = inTime(text);
  if (!isLeft(result)) return 'read';
  expect(result.left.length).toBeGreaterThan(0);
  const lines = text.split('\n').length;
  for (const p of result.left) {
    expect(p.at?.file).toBe('fuzz.yaml');
    expect(p.at?.line).toBeGreaterThanOrEqual(1);
    expect(p.at?.line).toBeLessThanOrEqual(lines);
    expect(p.at?.column).toBeGreaterThanOrEqual(1);
  }
  return 'refused';
};

test('texts made from specs by damage', () => {
  const count = { read: 0, refused: 0 };
  fc.assert(
    fc.property(damaged, (text) => {
      count[survives(text)]++;
    }),
    runs(5000),
  );
  // The damage is neither always fatal nor always harmless.
  expect(count.read).toBeGreaterThan(100);
  expect(count.refused).toBeGreaterThan(1000);
});

test('texts of scraps', () => {
  const text = fc.array(fc.oneof(fc.constantFrom(...scraps), fc.string({ unit: 'binary' })), { maxLength: 60 });
  fc.assert(
    fc.property(text, (parts) => void survives(`persistence:\n  entity:\n    table: t\n    fields: ${parts.join('')}`)),
    runs(2000),
  );
});

const words = [
  't.c',
  'a desc',
  '(lower(a))',
  'a(3)',
  'now',
  'cascade',
  'string(3)',
  'decimal(12,2)',
  'a + b',
  "'x'",
  'keep_newest(a)',
];
const leaf = fc.oneof(
  fc.constantFrom<unknown>(...words, null, true, false, '', '__proto__'),
  fc.integer(),
  fc.double(),
  fc.string(),
);
const value = fc.letrec((tie) => ({
  any: fc.oneof(
    { depthSize: 'small' },
    leaf,
    fc.array(tie('any'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('postgres', 'mysql', 'as', 'stored', 'columns', 'name', 'x'), tie('any'), {
      maxKeys: 3,
    }),
  ),
})).any;

const objectOf = (keys: ReadonlyArray<string>) => fc.dictionary(fc.constantFrom(...keys), value, { maxKeys: 6 });

const field = objectOf([
  ...['type', 'of', 'native', 'length', 'precision', 'scale', 'unsigned', 'values', 'primary', 'unique', 'nullable'],
  ...[
    'default',
    'default_sql',
    'renamed_from',
    'backfill',
    'using',
    'references',
    'on_delete',
    'on_update',
    'collation',
  ],
  ...['charset', 'comment', 'generated', 'auto_increment', 'identity', 'invisible', 'typo'],
]).chain((o) =>
  fc
    .option(fc.constantFrom('int', 'string', 'json', 'date', 'enum', 'decimal', 'uuid', 'bool', 'set'), { freq: 5 })
    .map((type) => (type === null ? o : { ...o, type })),
);
const entry = objectOf([
  ...[
    'columns',
    'name',
    'unique',
    'where',
    'using',
    'include',
    'dedupe',
    'references',
    'match',
    'deferrable',
    'expr',
    'on_delete',
  ],
]);

test('any object under the keys of a spec', () => {
  const entity = fc.record(
    {
      table: fc.oneof(fc.constantFrom<unknown>('t', 'a.b'), value),
      fields: fc.oneof(
        fc.dictionary(fc.constantFrom('a', 'b', 'c', 'constructor', 'größe'), field, { maxKeys: 4 }),
        value,
      ),
      primary_key: value,
      indexes: fc.oneof(fc.array(entry, { maxLength: 3 }), value),
      uniques: fc.oneof(fc.array(entry, { maxLength: 3 }), value),
      foreign_keys: fc.oneof(fc.array(entry, { maxLength: 3 }), value),
      checks: fc.oneof(fc.array(entry, { maxLength: 3 }), value),
      dropped: value,
      options: value,
      comment: value,
      renamed_from: value,
    },
    { requiredKeys: ['table', 'fields'] },
  );
  fc.assert(
    fc.property(entity, fc.boolean(), (e, flow) => {
      survives(
        stringify(
          { persistence: { entity: e } },
          { collectionStyle: flow ? 'flow' : 'block', aliasDuplicateObjects: false },
        ),
      );
    }),
    runs(5000),
  );
});

describe('bombs', () => {
  const spec = (fields: string): string => `persistence:\n  entity:\n    table: t\n    fields:\n${fields}`;
  const nine = 'abcdefghi';
  const bombs: ReadonlyArray<readonly [string, string]> = [
    [
      'aliases that multiply',
      `${[...nine].map((c, i) => `${c}: &${c} [${Array(9).fill(i === 0 ? 'x' : `*${nine[i - 1]}`)}]`).join('\n')}\n${spec('      a: *i')}`,
    ],
    ['an alias of what it stands in', spec('      a: &a { type: *a }')],
    ['maps that merge themselves', `x: &x { <<: *x }\n${spec('      a: &b { <<: [*x, *b], type: int }')}`],
    ['flow lists in lists', spec(`      a: ${'['.repeat(20_000)}`)],
    ['flow maps in maps', spec(`      a: ${'{a: '.repeat(5_000)}${'}'.repeat(5_000)}`)],
    ['compact lists in lists', `persistence:\n${'- '.repeat(50_000)}a`],
    ['complex keys in keys', `persistence:\n${'? '.repeat(50_000)}a`],
    ['a staircase', Array.from({ length: 900 }, (_, i) => `${' '.repeat(i)}a:`).join('\n')],
    ['a list of nothing', `persistence: [${','.repeat(900_000)}]`],
    ['a list of one letter', `persistence: [${'a,'.repeat(480_000)}]`],
    ['many lines', `persistence:\n${'- a\n'.repeat(240_000)}`],
    ['many keys', `persistence:\n${Array.from({ length: 80_000 }, (_, i) => `  k${i}: 1`).join('\n')}`],
    ['many fields', spec(Array.from({ length: 20_000 }, (_, i) => `      field_${i}: int`).join('\n'))],
    ['many wrong fields', spec(Array.from({ length: 20_000 }, (_, i) => `      field_${i}: itn`).join('\n'))],
    ['many equal fields', spec('      a: int\n'.repeat(60_000))],
    ['many tags', `persistence: ${'! '.repeat(400_000)}`],
    ['many directives', '%a\n'.repeat(300_000)],
    ['many documents', '---\n'.repeat(200_000)],
    ['many comments', '#\n'.repeat(400_000)],
    ['an open quote', `persistence: "${'\\n'.repeat(400_000)}`],
    ['many quotes', `persistence: ${'"'.repeat(900_000)}`],
    ['many colons', `persistence: ${'a: '.repeat(300_000)}`],
    ['spaces', `persistence: ${' '.repeat(900_000)}x`],
    ['a long expression', spec(`      a: { type: int, backfill: "${'1+'.repeat(100_000)}1" }`)],
    ['a deep expression', spec(`      a: { type: int, backfill: "${'('.repeat(50_000)}" }`)],
    ['an operator chain', spec(`      a: { type: int, backfill: "${'not '.repeat(50_000)}1" }`)],
    ['a long index part', `${spec('      a: int')}\n    indexes: [{ columns: ["a ${'x '.repeat(100_000)}"] }]`],
    ['a long collation', `${spec('      a: int')}\n    indexes: [{ columns: ["a collate ${'.'.repeat(200_000)} !"] }]`],
    ['a long type', spec(`      a: { type: "enum(${"'x',".repeat(100_000)}'y')" }`)],
    ['a long default', spec(`      a: { type: decimal, default: ${'0'.repeat(500_000)} }`)],
    ['a long wrong key', spec(`      a: { type: int, ${'x'.repeat(500_000)}: 1 }`)],
    ['more than a megabyte', spec(`      a: int # ${'x'.repeat(1_000_000)}`)],
    ['more than a megabyte of wide letters', spec(`      a: int # ${'漢'.repeat(400_000)}`)],
  ];
  test.each(bombs)('%s', (_, text) => {
    survives(text);
  });
});

test('no prototype is touched', () => {
  const names = ['__proto__', 'constructor', 'prototype'];
  for (const name of names) {
    survives(
      `persistence: { entity: { table: ${name}, ${name}: { polluted: 1 }, fields: { ${name}: { ${name}: { polluted: 1 } } } } }`,
    );
    survives(
      `persistence: { entity: { table: t, <<: { ${name}: { polluted: 1 } }, dropped: { ${name}: { polluted: 1 } } } }`,
    );
  }
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
});

test('nothing is said on the side', () => {
  const said: unknown[] = [];
  const listen = (warning: unknown) => said.push(warning);
  process.on('warning', listen);
  for (const text of corpus) readSpec('x.yaml', text);
  readSpec('x.yaml', 'persistence: !odd { entity: !php/object { table: !!set t, fields: { a: !!binary int } } }');
  return new Promise<void>((done) => {
    setImmediate(() => {
      process.off('warning', listen);
      expect(said).toEqual([]);
      done();
    });
  });
});
