import { describe, expect, it } from 'vitest';
import { makeShelf, uriOf } from '../../src/mcp/shelf.js';
import { capped, fitting, type Measures } from '../../src/mcp/tidy.js';
import { makeTurnstile } from '../../src/mcp/turnstile.js';

describe('the turnstile', () => {
  it('lets in so many at once, the others in their order, and turns away the rest', async () => {
    const turnstile = makeTurnstile(2, 3);
    let inside = 0;
    let most = 0;
    const order: number[] = [];
    const run = (n: number) =>
      turnstile.pass(async () => {
        inside += 1;
        most = Math.max(most, inside);
        order.push(n);
        await new Promise((go) => setTimeout(go, 5));
        inside -= 1;
        return n;
      });
    expect(await Promise.all([1, 2, 3, 4, 5, 6, 7].map(run))).toEqual([1, 2, 3, 4, 5, null, null]);
    expect([most, order]).toEqual([2, [1, 2, 3, 4, 5]]);
  });

  it('gives a place back when a call fails', async () => {
    const turnstile = makeTurnstile(1, 0);
    await expect(turnstile.pass(() => Promise.reject(new Error('x')))).rejects.toThrow('x');
    expect(await turnstile.pass(async () => 'next')).toBe('next');
  });
});

describe('the shelf', () => {
  it('keeps the last plans and forgets the others', () => {
    const shelf = makeShelf();
    for (let i = 0; i < 25; i++) shelf.keep(`p${i}`, { 'up.sql': { mimeType: 'application/sql', text: `${i}` } });
    expect(shelf.list()).toHaveLength(20);
    expect(shelf.find(uriOf('p4', 'up.sql'))).toBeNull();
    expect(shelf.find(uriOf('p24', 'up.sql'))?.text).toBe('24');
    expect(shelf.find('altair://plan/p24/__proto__')).toBeNull();
  });
});

const measures: ReadonlyArray<Measures> = [
  { text: 1000, sql: null, list: 1000 },
  { text: 50, sql: 40, list: 10 },
  { text: 20, sql: 10, list: 2 },
];

describe('tidying', () => {
  it('leaves alone what fits', () => {
    const document = { a: 'x', n: 1, list: [{ sql: 'SELECT\n  1' }] };
    expect(fitting(document, 1000, measures)).toEqual({ document, truncated: false });
  });

  it('takes the first measure that fits, and says so', () => {
    const document = { list: Array.from({ length: 100 }, () => ({ sql: 'SELECT\n  1', name: 'n'.repeat(60) })) };
    const { document: shown, truncated } = fitting(document, 1500, measures);
    expect(truncated).toBe(true);
    expect(shown['list']).toHaveLength(10);
    expect(shown['list']).toContainEqual({ sql: 'SELECT 1', name: `${'n'.repeat(50)}…` });
  });

  it('escapes what is not seen, in names and in keys, and cuts no character in two', () => {
    const { document } = fitting({ 'a\u202eb': 'c\u0007\nd' }, 1000, measures);
    expect(document).toEqual({ 'a\\u{202E}b': 'c\\u{07}\\u{0A}d' });
    expect(capped(`${'x'.repeat(9)}🙂`, 10)).toBe(`${'x'.repeat(9)}…`);
  });
});
