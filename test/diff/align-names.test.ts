import { describe, expect, it } from 'vitest';
import { plan } from '../../src/compile.js';
import { isRight } from '../../src/prelude.js';
import { readSpec } from '../../src/read/spec/index.js';

const spec = (text: string) => {
  const read = readSpec('spec.yaml', `persistence:\n  entity:\n${text}`);
  if (!isRight(read)) throw new Error(JSON.stringify(read.left));
  return read.right;
};
const kinds = (from: string, to: string, dialect: 'sqlite' | 'mysql' | 'postgres'): ReadonlyArray<string> => {
  const made = plan(spec(from), spec(to), { dialect });
  if (!isRight(made)) return made.left.map((p) => p.code);
  return made.right.migrations.flatMap((m) => m.up.flatMap((s) => s.intents.map((i) => i.kind)));
};

const before =
  '    table: Users\n    fields:\n      Id: { type: bigint, primary: true }\n      userName: { type: string, unique: true }';
const after =
  '    table: users\n    fields:\n      id: { type: bigint, primary: true }\n      username: { type: string, unique: true }\n      short: { type: string, backfill: "left(username, 3)" }';

describe('names where the engine folds case', () => {
  it('are the names that are there', () => {
    const filled = ['AddColumn', 'Backfill', 'SetNullability'];
    expect(kinds(before, after, 'sqlite')).toEqual(filled);
    // MySQL folds columns always, tables only where the server says so.
    expect(kinds(before.replace('Users', 'users'), after, 'mysql')).toEqual(filled);
  });

  it('stay apart where it does not', () => {
    expect(kinds(before, after, 'postgres')).toContain('CreateTable');
  });

  it('change their case when a rename is declared', () => {
    const renamed = before.replace('userName: { type: string', 'username: { renamed_from: userName, type: string');
    expect(kinds(before, renamed, 'sqlite')).toEqual(['RenameColumn']);
  });
});

describe('renames where the engine folds case', () => {
  const old = '    table: Users\n    fields:\n      Id: { type: bigint, primary: true }\n      userName: string';
  const settings = { charset: 'utf8mb4', collation: 'utf8mb4_0900_ai_ci', engine: 'InnoDB', explicit_timestamps: '1' };
  const lower = (name: '0' | '1' | '2') => ({
    major: 9,
    minor: 7,
    patch: 0,
    text: '9.7.0',
    settings: { ...settings, lower_case: name },
  });
  const made = (has: string, asks: string, more: Parameters<typeof plan>[2]): ReadonlyArray<string> => {
    const p = plan(spec(has), spec(asks), { strategy: 'single', online: 'never', ...more });
    if (!isRight(p)) return p.left.map((x) => `${x.code} ${JSON.stringify(x.data)}`);
    return p.right.migrations.flatMap((m) => m.up.flatMap((s) => s.statements.map((x) => x.sql)));
  };
  const declared =
    '    table: People\n    renamed_from: USERS\n    fields:\n      id: { type: bigint, primary: true }\n      login: { type: string, renamed_from: USERNAME }';
  const plain = '    table: People\n    fields:\n      id: { type: bigint, primary: true }\n      login: string';

  it('are found when a source declares them', () => {
    expect(made(old, declared, { dialect: 'sqlite' })).toEqual([
      'ALTER TABLE "Users" RENAME TO "People"',
      'ALTER TABLE "People" RENAME COLUMN "userName" TO "login"',
    ]);
    expect(made(old, declared, { dialect: 'mysql', serverVersion: lower('1') })).toEqual([
      'RENAME TABLE `users` TO `people`',
      'ALTER TABLE `people` RENAME COLUMN `userName` TO `login`',
    ]);
    expect(made(old, declared, { dialect: 'mysql', serverVersion: lower('0') })[0]).toMatch(/CREATE TABLE `People`/);
  });

  it('are found when a person asks for them', () => {
    const asked = made(old, plain, { dialect: 'sqlite', renames: ['users:people'] });
    expect(asked[0]).toBe('ALTER TABLE "Users" RENAME TO "People"');
    const same = plain.replace('People', 'users');
    expect(made(old, same, { dialect: 'sqlite', renames: ['USERNAME:LOGIN'] })).toEqual([
      'ALTER TABLE "Users" RENAME COLUMN "userName" TO "login"',
    ]);
    expect(made(old, same, { dialect: 'sqlite', renames: ['users.username:Login'] })).toEqual([
      'ALTER TABLE "Users" RENAME COLUMN "userName" TO "login"',
    ]);
    expect(made(old, plain, { dialect: 'postgres', renames: ['users:people'] })[0]).toMatch(/^rename\.unmatched/);
  });

  it('leave to a table what was said of it', () => {
    const partly = '    table: People\n    renamed_from: Users\n    fields:\n      id: { type: bigint, primary: true }';
    const kept = made(`${old}\n    indexes: [[userName]]`, `${partly}\n      userName: string`, {
      dialect: 'mysql',
      serverVersion: lower('1'),
    });
    expect(kept).toEqual(
      made(`${old}\n    indexes: [[userName]]`, `${partly}\n      userName: string`, {
        dialect: 'mysql',
        serverVersion: lower('0'),
      }).map((x) => x.replaceAll('Users', 'users').replaceAll('People', 'people')),
    );
  });
});
