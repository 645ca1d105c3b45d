import { expect, test } from 'vitest';
import { plan } from '../../src/compile.js';
import { isRight } from '../../src/prelude.js';
import { readSpec } from '../../src/read/spec/index.js';

const shop = (users: string) => {
  const read = readSpec(
    'shop.yaml',
    `persistence:\n  entities:\n    - { table: users, fields: { id: { type: int, primary: true }${users} } }\n    - { table: orgs, fields: { id: { type: bigint, primary: true } } }`,
  );
  if (!isRight(read)) throw new Error(JSON.stringify(read.left));
  return read.right;
};

test('a foreign key over a new, empty column asks nothing: no row of it looks for a parent', () => {
  for (const dialect of ['postgres', 'mysql', 'mariadb', 'sqlite'] as const) {
    const made = plan(shop(''), shop(', org_id: { type: bigint, nullable: true, references: orgs.id }'), { dialect });
    expect(isRight(made) && made.right.findings.filter((f) => f.level !== 'info')).toEqual([]);
    expect(isRight(made) && made.right.verdict).toBe('safe');
  }
});
