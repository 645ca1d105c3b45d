import { readdirSync, readFileSync } from 'node:fs';
import peggy from 'peggy';
import { describe, expect, it } from 'vitest';

const folder = new URL('../../grammar/', import.meta.url);
/** Parsers that stand beside what reads their tree. */
const homes: Readonly<Record<string, string>> = { 'prisma.peggy': 'read/entity/prisma/generated' };
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
    const home = homes[file] ?? 'sql/generated';
    const committed = new URL(`../../src/${home}/${file.replace('.peggy', '.generated.js')}`, import.meta.url);
    expect(made === readFileSync(committed, 'utf8')).toBe(true);
  });
});
