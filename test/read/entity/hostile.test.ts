/** Whatever the text is, reading it ends soon, with a schema or with problems that stand in the text. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { DialectId } from '../../../src/ir/expression.js';
import { isLeft } from '../../../src/prelude.js';
import { drizzle } from '../../../src/read/entity/drizzle/index.js';
import type { Framework } from '../../../src/read/entity/framework.js';
import { prisma } from '../../../src/read/entity/prisma/index.js';
import { runs } from '../../support/schema-gen.js';
import { damaged } from './damage.js';

interface Case {
  readonly framework: Framework;
  readonly dialect: DialectId;
  readonly file: string;
  readonly scraps: ReadonlyArray<string>;
}

const prismaScraps = [
  '{',
  '}',
  '[',
  ']',
  '(',
  ')',
  '@',
  '@@',
  '"',
  '\\',
  '?',
  '.',
  ',',
  ':',
  '=',
  '\n',
  '//',
  '/*',
  '*/',
];
const morePrisma = [
  'model ',
  'enum ',
  'view ',
  'type ',
  '@@map("x")',
  '@relation(',
  'Unsupported("',
  '[]',
  '\ud800',
  '\u0000',
  '1',
  '-',
];
const typescriptScraps = [
  '{',
  '}',
  '[',
  ']',
  '(',
  ')',
  '`',
  '${',
  '"',
  "'",
  '\\',
  '.',
  ',',
  ':',
  '=>',
  '...',
  '\n',
  ';',
  '?',
  '!',
];
const moreTypescript = [
  'sql`',
  'await ',
  'new ',
  't.',
  '() => ',
  '(t) => [',
  'export ',
  'const ',
  'import ',
  'null',
  '1e999',
  '\ud800',
  '\u0000',
  '@x ',
  '/*',
  '//',
  '.array()',
  '.references(',
];

const cases: ReadonlyArray<Case> = [
  ...(['postgresql', 'mysql', 'sqlite'] as const).map((provider) => ({
    framework: prisma,
    dialect: ({ postgresql: 'postgres', mysql: 'mysql', sqlite: 'sqlite' } as const)[provider],
    file: `prisma/fixtures/${provider}.prisma`,
    scraps: [...prismaScraps, ...morePrisma],
  })),
  ...(['postgres', 'mysql', 'sqlite'] as const).map((dialect) => ({
    framework: drizzle,
    dialect,
    file: `drizzle/fixtures/${dialect}.ts`,
    scraps: [...typescriptScraps, ...moreTypescript],
  })),
];

/** Milliseconds of this process, which share of the machine it has or not. */
const longest = 2000;

test.each(cases)('$file, damaged', ({ framework, dialect, file, scraps }) => {
  const text = readFileSync(new URL(file, import.meta.url), 'utf8');
  const around =
    framework === drizzle && dialect === 'postgres'
      ? [
          {
            name: 'drizzle/fixtures/columns.ts',
            text: readFileSync(new URL('drizzle/fixtures/columns.ts', import.meta.url), 'utf8'),
          },
        ]
      : [];
  const count = { read: 0, refused: 0 };
  const reads = (now: string): void => {
    const start = process.cpuUsage();
    const made = framework.read({ files: [{ name: file, text: now }, ...around], only: null, dialect });
    framework.refersTo({ name: file, text: now });
    const { user, system } = process.cpuUsage(start);
    expect((user + system) / 1000).toBeLessThan(longest);
    if (!isLeft(made)) {
      count.read++;
      return;
    }
    count.refused++;
    expect(made.left.length).toBeGreaterThan(0);
    const lines = now.split(/\r\n|[\n\r\u2028\u2029]/).length;
    for (const p of made.left) {
      if (p.at === null || p.at.file !== file) continue;
      expect(p.at.line).toBeGreaterThanOrEqual(1);
      expect(p.at.line).toBeLessThanOrEqual(lines);
    }
  };
  reads(text);
  expect(count.read).toBe(1);
  fc.assert(fc.property(damaged(text, scraps), reads), runs(300));
  // The damage is neither always fatal nor always harmless.
  expect(count.read).toBeGreaterThan(5);
  expect(count.refused).toBeGreaterThan(100);
});
