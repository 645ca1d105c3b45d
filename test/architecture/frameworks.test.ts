import { posix } from 'node:path';
import { expect, test } from 'vitest';
import { frameworks } from '../../src/read/entity/registry.js';
import { filesUnder } from './source.js';

const room = /^src\/read\/entity\/([^/]+)\//;

/** What `import … from` and `export … from` bring at run time; types are gone by then. */
const brings = (path: string, text: string): ReadonlyArray<string> =>
  [...text.matchAll(/^(?:import|export)\s(?!type\s)[^;]*?from '([^']+)'/gm)].map(([, from = '']) =>
    from.startsWith('.') ? posix.join(posix.dirname(path), from) : from,
  );

test('a framework’s reader and its parser are loaded for its own files only', () => {
  const parser = /^(?:php-parser|@babel\/parser|@mrleebo\/prisma-ast)$/;
  const outside = filesUnder('src').filter(({ path }) => !room.test(path));
  const found = outside.flatMap(({ path, text }) =>
    brings(path, text)
      .filter((from) => parser.test(from) || room.test(from))
      .map((from) => `${path}: ${from}`),
  );
  expect(outside.length).toBeGreaterThan(300);
  expect(found).toEqual([]);
});

test('each line of the registry loads the framework that it names', async () => {
  const loaded = await Promise.all(frameworks.map((f) => f.load()));
  expect(loaded.map((f) => f.name)).toEqual(frameworks.map((f) => f.name));
  const rooms = new Set(filesUnder('src/read/entity').flatMap(({ path }) => room.exec(path)?.[1] ?? []));
  expect(rooms.size).toBe(frameworks.length + ['typescript'].length);
});
