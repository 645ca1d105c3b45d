import { describe, expect, it } from 'vitest';
import { plan } from '../../src/compile.js';
import { isRight } from '../../src/prelude.js';
import { readSpec } from '../../src/read/spec/index.js';

const spec = (fields: string, more = '') => {
  const read = readSpec('users.yaml', `persistence:\n  entity:\n    table: users\n    fields:\n${fields}\n${more}`);
  if (!isRight(read)) throw new Error(JSON.stringify(read.left));
  return read.right;
};
const codes = (from: string, to: string, more = ''): ReadonlyArray<string> => {
  const made = plan(spec(from), spec(to, more), { dialect: 'sqlite' });
  return isRight(made) ? made.right.findings.map((f) => f.code) : made.left.map((p) => p.code);
};
const id = '      id: { type: bigint, primary: true }';

describe('what is declared and not planned', () => {
  it('says that an archive cannot be made', () => {
    const noKey = '      id: { type: bigint }';
    const dropped = '    dropped:\n      fax: { archive: { days: 90 } }';
    expect(codes(`${noKey}\n      fax: { type: string }`, noKey, dropped)).toContain('archive-not-planned');
    // Done before: nothing is dropped, nothing is said.
    expect(codes(noKey, noKey, dropped)).toEqual([]);
    expect(codes(`${id}\n      fax: { type: string }`, id, dropped)).not.toContain('archive-not-planned');
  });

  it('says that duplicates cannot be removed', () => {
    const others = '    uniques:\n      - { columns: [email], dedupe: null_others }';
    const email = `${id}\n      email: { type: string }`;
    expect(codes(email, email, others)).toContain('dedupe-not-planned');
    const newest = '    uniques:\n      - { columns: [email], dedupe: keep_newest(id) }';
    expect(codes(email, email, newest)).not.toContain('dedupe-not-planned');
  });
});

describe('a drop and an addition that may be a rename', () => {
  it('says how to declare it', () => {
    expect(
      codes(
        `${id}\n      nick: { type: string, nullable: true }`,
        `${id}\n      handle: { type: string, nullable: true }`,
      ),
    ).toContain('possible-rename');
  });

  it('is silent about another type and about two candidates', () => {
    expect(
      codes(
        `${id}\n      nick: { type: string, nullable: true }`,
        `${id}\n      handle: { type: int, nullable: true }`,
      ),
    ).not.toContain('possible-rename');
    expect(
      codes(
        `${id}\n      nick: { type: string, nullable: true }`,
        `${id}\n      a: { type: string, nullable: true }\n      b: { type: string, nullable: true }`,
      ),
    ).not.toContain('possible-rename');
  });
});
