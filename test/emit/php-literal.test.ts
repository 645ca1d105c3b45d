import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { phpLiteral } from '../../src/emit/cycle/php-literal.js';
import { inFolder, noPhp, php } from './php.js';

/** What PHP makes of each literal, by PHP itself. */
const readBack = async (literals: ReadonlyArray<string>): Promise<ReadonlyArray<string>> =>
  inFolder(
    {
      'literals.php': `<?php\ndeclare(strict_types=1);\necho json_encode([\n${literals.join(',\n')}\n], JSON_THROW_ON_ERROR);\n`,
    },
    async (folder) => JSON.parse(await php(`${folder}/literals.php`)),
  );

const hostile = [
  '',
  "it's",
  '\\',
  "\\'",
  'a\\',
  '$x {$y} $' + '{z}',
  '?> <?php echo 1;',
  "'; system('touch canary'); //",
  '"; system("touch canary"); //',
  'line\nbreak\r\nand\ttab',
  '\u0000\u001b[2J\u009b',
  '\u202Eevil\u2066',
  '\ufeffbom',
  'é 日本 🚀',
  '*/ /* //',
  '<<<X',
];

describe('phpLiteral', () => {
  it.skipIf(noPhp)('is read back by PHP as it was', async () => {
    const random = fc.sample(fc.string({ unit: 'grapheme', maxLength: 40 }), { numRuns: 1500, seed: 7 });
    const pieces = fc.sample(
      fc.array(fc.constantFrom("'", '\\', '"', '$', '{', '\n', '\r', '?>', '\u202e', 'a', '\u0000'), { maxLength: 12 }),
      { numRuns: 1500, seed: 8 },
    );
    const texts = [...hostile, ...random, ...pieces.map((p) => p.join(''))];
    expect(await readBack(texts.map((t) => phpLiteral(t)))).toEqual(texts);
    expect(await readBack(texts.map((t) => phpLiteral(t, '    ')))).toEqual(texts);
  });

  it('shows every hidden character and breaks no line of the source', () => {
    for (const text of hostile)
      expect(phpLiteral(text)).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufeff]/);
  });
});
