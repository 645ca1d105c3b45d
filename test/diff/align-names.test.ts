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
