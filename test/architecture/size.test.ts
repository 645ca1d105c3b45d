import { expect, test } from 'vitest';
import { filesUnder } from './source.js';

test('no file is longer than 400 lines', () => {
  const long = ['src', 'test', 'bench', 'scripts']
    .flatMap((folder) => filesUnder(folder))
    .filter((f) => f.lines > 400)
    .map((f) => `${f.path}: ${f.lines}`);
  expect(long).toEqual([]);
});

test('no file speaks of the machine it was written on', () => {
  const places = /(^|[^\w./])\/(work|tmp\/(?!altair)|home\/[a-z]+)\//;
  const found = ['src', 'test', 'bench', 'scripts', 'grammar']
    .flatMap((folder) => filesUnder(folder))
    .filter((f) => f.path !== 'test/architecture/size.test.ts')
    .flatMap((f) => f.text.split('\n').flatMap((l, i) => (places.test(l) ? [`${f.path}:${i + 1}: ${l.trim()}`] : [])));
  expect(found).toEqual([]);
});
