import { describe, expect, it } from 'vitest';
import { parseRename } from '../../src/diff/parse-rename.js';
import { resolveRenames } from '../../src/diff/resolve-renames.js';
import type { Rename } from '../../src/ir/desired.js';
import { qname } from '../../src/ir/name.js';
import { column, emptySchema, type Schema, table } from '../../src/ir/schema.js';
import { T } from '../../src/ir/type.js';
import { isLeft, isRight } from '../../src/prelude.js';

const schema = (tables: Readonly<Record<string, ReadonlyArray<string>>>): Schema => ({
  ...emptySchema,
  tables: Object.entries(tables).map(([name, columns]) =>
    table(
      qname(name),
      columns.map((c) => column(c, T.text())),
    ),
  ),
});
const columnRename = (t: string, from: string, to: string): Rename => ({
  table: { from: qname(t), to: qname(t) },
  column: { from, to },
  at: { file: 'users.yaml', line: 7, column: 3 },
});

describe('resolveRenames', () => {
  it('carries a declared rename out once, and takes it as done the second time', () => {
    const rename = columnRename('users', 'password', 'password_hash');
    const before = schema({ users: ['id', 'password'] });
    const after = schema({ users: ['id', 'password_hash'] });
    const first = resolveRenames([rename], [], before, after);
    expect(isRight(first) && first.right.intents.map((i) => i.kind)).toEqual(['RenameColumn']);
    expect(isRight(first) && first.right.schema).toEqual(after);
    const second = resolveRenames([rename], [], after, after);
    expect(isRight(second) && second.right.intents).toEqual([]);
  });

  it('takes a rename of the case alone as done where it is', () => {
    const rename = columnRename('users', 'Name', 'Name');
    const there = schema({ users: ['Name'] });
    expect(resolveRenames([rename], [], there, there)).toMatchObject({ right: { intents: [], schema: there } });
    expect(resolveRenames([], [rename], there, there)).toMatchObject({ left: [{ code: 'rename.unmatched' }] });
  });

  it('exchanges the names of tables in a circle when asked to', () => {
    const tableRename = (from: string, to: string): Rename => ({
      table: { from: qname(from), to: qname(to) },
      column: null,
      at: null,
    });
    const before = schema({ a: ['x'], b: ['y'], c: ['z'] });
    const after = schema({ b: ['x'], c: ['y'], a: ['z'] });
    const made = resolveRenames(
      [],
      [tableRename('a', 'b'), tableRename('b', 'c'), tableRename('c', 'a')],
      before,
      after,
    );
    expect(isRight(made) && made.right.intents.map((i) => i.kind)).toEqual(Array(4).fill('RenameTable'));
    expect(isRight(made) && [...made.right.schema.tables].sort((s, t) => (s.name.name < t.name.name ? -1 : 1))).toEqual(
      [...after.tables].sort((s, t) => (s.name.name < t.name.name ? -1 : 1)),
    );
    // A table that is wanted under its old name, too, and that nothing else becomes: rather a mistake than a wish.
    expect(resolveRenames([], [tableRename('a', 'd')], before, schema({ a: [], d: ['x'] }))).toMatchObject({
      left: [{ code: 'rename.conflict' }],
    });
  });

  it('refuses a rename that matches nothing, with the place and a suggestion', () => {
    const result = resolveRenames(
      [columnRename('users', 'pasword', 'password_hash')],
      [],
      schema({ users: ['password'] }),
      schema({ users: ['password_hash'] }),
    );
    expect(isLeft(result) && result.left).toEqual([
      {
        code: 'rename.unmatched',
        data: { name: 'pasword', table: 'users' },
        at: { file: 'users.yaml', line: 7, column: 3 },
        hint: 'did you mean "password"?',
      },
    ]);
  });

  it('refuses an asked-for rename onto a name that is taken', () => {
    const result = resolveRenames(
      [],
      [columnRename('users', 'a', 'b')],
      schema({ users: ['a', 'b'] }),
      schema({ users: ['b'] }),
    );
    expect(isLeft(result) && result.left[0]?.code).toBe('rename.conflict');
  });

  it('renames a table and a column in it', () => {
    const tableRename: Rename = { table: { from: qname('people'), to: qname('users') }, column: null, at: null };
    const result = resolveRenames(
      [tableRename, columnRename('users', 'nick', 'handle')],
      [],
      schema({ people: ['nick'] }),
      schema({ users: ['handle'] }),
    );
    expect(isRight(result) && result.right.intents).toEqual([
      { kind: 'RenameTable', from: qname('people'), to: qname('users') },
      { kind: 'RenameColumn', table: qname('users'), from: 'nick', to: 'handle' },
    ]);
  });
});

describe('parseRename', () => {
  const from = schema({ people: ['nick', 'id'], orders: ['id', 'total'] });
  const to = schema({ users: ['handle', 'id'], orders: ['id', 'amount'] });

  it('reads the three forms', () => {
    expect(parseRename('people:users', from, to)).toMatchObject({
      right: { table: { from: qname('people'), to: qname('users') }, column: null },
    });
    expect(parseRename('orders.total:orders.amount', from, to)).toMatchObject({
      right: { column: { from: 'total', to: 'amount' } },
    });
    expect(parseRename('total:amount', from, to)).toMatchObject({
      right: { table: { to: qname('orders') }, column: { from: 'total', to: 'amount' } },
    });
  });

  it('says what was probably meant', () => {
    expect(parseRename('totl:amount', from, to)).toMatchObject({
      left: [{ code: 'rename.unmatched', hint: 'did you mean "total"?' }],
    });
    expect(parseRename('total', from, to)).toMatchObject({ left: [{ code: 'rename.malformed' }] });
  });
});
