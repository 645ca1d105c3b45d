/** Programs that were entities before they were damaged: a reader answers, whatever it is given, and soon. */
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DialectId } from '../../../../src/ir/expression.js';
import { mikro } from '../../../../src/read/entity/mikro/index.js';
import { typeorm } from '../../../../src/read/entity/typeorm/index.js';

const scraps = [
  ...[
    '{',
    '}',
    '(',
    ')',
    '[',
    ']',
    ',',
    ';',
    ':',
    '@',
    '...',
    '=>',
    '?',
    '!',
    '`',
    '${',
    "'",
    '"',
    '/*',
    '*/',
    '//',
    '\n',
  ],
  ...[
    'null',
    'undefined',
    'class A extends A {}',
    '__proto__',
    'constructor',
    'this',
    'new ',
    'async ',
    'true',
    '-1',
    '1e999',
  ],
  ...['() => ', 'as const', 'User', 'id', '\u0000', '\u2028', '\ud800', 'export default ', "import x from 'typeorm';"],
];

const dialects: ReadonlyArray<DialectId> = ['postgres', 'mysql', 'mariadb', 'sqlite'];

const texts = (folder: string): ReadonlyArray<string> =>
  readdirSync(`test/read/entity/${folder}/fixtures`).map((f) =>
    readFileSync(`test/read/entity/${folder}/fixtures/${f}`, 'utf8'),
  );

const damage = fc.array(
  fc.tuple(
    fc.constantFrom('cut', 'double', 'litter', 'move'),
    fc.double({ min: 0, max: 1, noNaN: true }),
    fc.nat(60),
    fc.nat(),
  ),
  { minLength: 1, maxLength: 5 },
);

describe.each([
  ['TypeORM', typeorm, texts('typeorm')],
  ['MikroORM', mikro, texts('mikro')],
] as const)('%s', (_, framework, corpus) => {
  test('damaged entities are read or refused with their places', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), damage, (which, engine, steps) => {
        let text = corpus[which % corpus.length] ?? '';
        for (const [how, where, length, pick] of steps) {
          const at = Math.floor(where * text.length);
          const piece = text.slice(at, at + length);
          const rest = text.slice(at + length);
          const before = text.slice(0, at);
          text =
            how === 'cut'
              ? before + rest
              : how === 'double'
                ? before + piece + piece + rest
                : how === 'litter'
                  ? before + (scraps[pick % scraps.length] ?? '') + piece + rest
                  : piece + before + rest;
        }
        const dialect = dialects[engine % dialects.length] ?? 'postgres';
        const read = framework.read({ files: [{ name: 'a.ts', text }], only: null, dialect });
        if (read._tag === 'Left') for (const p of read.left) expect(p.at?.file).toBe('a.ts');
      }),
      { numRuns: 400, seed: 20261122 },
    );
  });
});

test.each([
  [
    'calls that double',
    `const f = (n) => [f(n + 1), f(n + 1)];\n@Entity() class A { @Column({ enum: f(0) }) a: string; }`,
  ],
  ['a long sum', `@Entity() class A { @Column({ length: ${'1 + '.repeat(3000)}1 }) a: string; }`],
  [
    'brackets in brackets',
    `@Entity() class A { @Column({ default: ${'['.repeat(5000)}${']'.repeat(5000)} }) a: string; }`,
  ],
  ['names in a circle', 'const a = b, b = c, c = a;\n@Entity() class A { @Column({ length: a }) a: string; }'],
  [
    'spreads that double',
    `const a0 = {};\n${Array.from({ length: 60 }, (_, i) => `const a${i + 1} = { ...a${i}, x${i}: a${i} };`).join('\n')}\n@Entity() class A { @Column(a60) a: string; }`,
  ],
])('%s: an answer within a second', (_, text) => {
  const start = performance.now();
  const read = typeorm.read({
    files: [{ name: 'a.ts', text: `import { Entity, Column } from 'typeorm';\n${text}` }],
    only: null,
    dialect: 'postgres',
  });
  expect(read._tag).toBe('Left');
  expect(performance.now() - start).toBeLessThan(3000);
});
