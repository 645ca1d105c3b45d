// Regenerates the committed parsers from grammar/*.peggy: `node scripts/grammar.mjs`. A test compares them.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import peggy from 'peggy';

const folder = new URL('../grammar/', import.meta.url);

export const grammars = readdirSync(folder)
  .filter((file) => file.endsWith('.peggy'))
  .map((file) => file.slice(0, -'.peggy'.length))
  .sort();

export const generate = (name) => {
  const source = `grammar/${name}.peggy`;
  const text = readFileSync(new URL(`${name}.peggy`, folder), 'utf8');
  return peggy.generate(text, { format: 'es', output: 'source', grammarSource: source, cache: false });
};

/** A parser stands beside what reads its tree. */
const homes = { prisma: 'read/entity/prisma/generated' };

export const target = (name) =>
  new URL(`../src/${homes[name] ?? 'sql/generated'}/${name}.generated.js`, import.meta.url);

if (process.argv[1] === new URL(import.meta.url).pathname) {
  for (const name of grammars) writeFileSync(target(name), generate(name));
}
