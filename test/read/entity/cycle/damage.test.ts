/** Classes that were entities before they were damaged: the reader answers, whatever it is given, and soon. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cycle } from '../../../../src/read/entity/cycle/index.js';
import { runs } from '../../../support/schema-gen.js';
import { fixtures } from './fixture.js';

const classes = (folder: string): ReadonlyArray<{ readonly name: string; readonly text: string }> =>
  readdirSync(join(fixtures, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.php'))
    .map((name) => ({ name, text: readFileSync(join(fixtures, folder, name), 'utf8') }));

const scraps = [
  ...['{', '}', '(', ')', '[', ']', '#[', ',', ';', ':', '::', '\\', '$', '=>', '?', '&', '...', "'", '"', '<<<X', '?>', '<?php'],
  ...['null', 'self::', 'parent::X', 'static', 'new ', '__proto__', 'constructor', '-1', '1e999', '0x', 'enum X {}', 'trait T { use T; }'],
  ...['class A extends A {}', "#[Column(type: 'primary')]", '#[Embedded(target: User::class)]', '\u0000', '\ud800', '\u202e'],
]; // biome-ignore format: scraps

test('damaged entities are read or refused with their places', () => {
  const all = [...classes('common'), ...classes('postgres'), ...classes('mysql')];
  const damage = fc.array(
    fc.tuple(fc.nat(), fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(40), fc.constantFrom(...scraps, '')),
    {
      minLength: 1,
      maxLength: 4,
    },
  );
  const count = { read: 0, refused: 0 };
  fc.assert(
    fc.property(damage, fc.constantFrom('postgres' as const, 'mysql' as const, 'sqlite' as const), (hits, dialect) => {
      const files = [...all];
      for (const [which, where, length, scrap] of hits) {
        const at = which % files.length;
        const file = files[at];
        if (file === undefined) continue;
        const from = Math.floor(where * file.text.length);
        files[at] = { ...file, text: file.text.slice(0, from) + scrap + file.text.slice(from + length) };
      }
      const names = new Set(files.map((f) => f.name));
      for (const file of files) for (const name of cycle.refersTo(file)) expect(name).not.toBe('');
      const read = cycle.read({ files, only: null, dialect, everything: true });
      if (read._tag === 'Right') count.read++;
      else {
        count.refused++;
        expect(read.left.length).toBeGreaterThan(0);
        for (const p of read.left) expect(names).toContain(p.at?.file);
      }
    }),
    runs(150),
  );
  expect(count.read).toBeGreaterThan(3);
  expect(count.refused).toBeGreaterThan(20);
});

const doubling = (first: string, by: string): string =>
  [
    `const C0 = ${first};`,
    ...Array.from({ length: 40 }, (_, i) => `const C${i + 1} = self::C${i} ${by} self::C${i};`),
  ].join(' ');

test.each([
  ['texts that double', `class A { ${doubling("'xxxxxxxx'", '.')} #[Column(type: 'primary')] int $id; #[Column(type: 'string', default: self::C40)] string $a; }`],
  ['numbers that double', `class A { ${doubling('9', '*')} #[Column(type: 'primary')] int $id; #[Column(type: 'integer', default: self::C40)] int $a; }`],
  ['numbers beyond 64 bits', "class A { #[Column(type: 'primary')] int $id; #[Column(type: 'bigInteger', default: PHP_INT_MAX * 2)] int $a; }"],
  ['a long number', `class A { #[Column(type: 'primary')] int $id; #[Column(type: 'integer', default: 0x${'f'.repeat(50_000)})] int $a; }`],
  ['constants in a circle', "class A { const X = self::Y; const Y = self::X; #[Column(type: 'primary')] int $id; #[Column(type: 'string', default: self::X)] string $a; }"],
  ['brackets in brackets', `class A { #[Column(type: 'primary')] int $id; #[Column(type: 'string', default: ${'['.repeat(4000)}${']'.repeat(4000)})] string $a; }`],
  ['a sum of thousands', `class A { #[Column(type: 'primary')] int $id; #[Column(type: 'integer', default: ${'1 + '.repeat(4000)}1)] int $a; }`],
  ['a class above itself', "class A extends B { #[Column(type: 'primary')] int $id; #[Column(type: 'string', default: parent::X)] string $a; } class B extends A {}"],
])('%s: refused, and soon', (_, text) => {
  const php = `<?php\nnamespace App;\nuse Cycle\\Annotated\\Annotation\\Entity;\nuse Cycle\\Annotated\\Annotation\\Column;\n#[Entity]\n${text}`;
  const start = process.cpuUsage();
  const read = cycle.read({ files: [{ name: 'a.php', text: php }], only: null, dialect: 'postgres' });
  const { user, system } = process.cpuUsage(start);
  expect(read._tag === 'Left' && read.left.map((p) => p.at?.file)).toContain('a.php');
  expect((user + system) / 1000).toBeLessThan(2000);
}); // biome-ignore format: one case a line
