import { readdirSync, readFileSync } from 'node:fs';
import peggy from 'peggy';
import { describe, expect, it } from 'vitest';

const folder = new URL('../../grammar/', import.meta.url);
const names = readdirSync(folder).filter((file) => file.endsWith('.peggy'));

describe('generated parsers', () => {
  it('has grammars to look at', () => {
    expect(names.length).toBeGreaterThanOrEqual(2);
  });
  it.each(names)('%s is what is committed (else run `node scripts/grammar.mjs`)', (file) => {
    const text = readFileSync(new URL(file, folder), 'utf8');
    const made = peggy.generate(text, {
      format: 'es',
      output: 'source',
      grammarSource: `grammar/${file}`,
      cache: false,
    });
    const committed = new URL(`../../src/sql/generated/${file.replace('.peggy', '.generated.js')}`, import.meta.url);
    expect(made === readFileSync(committed, 'utf8')).toBe(true);
  });
});
