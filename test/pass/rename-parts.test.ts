import { describe, expect, it } from 'vitest';
import { plan } from '../../src/compile.js';
import type { Capabilities } from '../../src/dialect/dialect.js';
import { dialectOf } from '../../src/dialect/registry.js';
import type { Intent } from '../../src/intent/algebra.js';
import { printIntent } from '../../src/intent/notation.js';
import { whole } from '../../src/ir/desired.js';
import { type DialectId, E } from '../../src/ir/expression.js';
import { qname } from '../../src/ir/name.js';
import { check, column, foreignKey, index, indexPart, table, unique } from '../../src/ir/schema.js';
import { T } from '../../src/ir/type.js';
import { renameParts } from '../../src/pass/rename-parts.js';
import { isLeft } from '../../src/prelude.js';

const can = (id: DialectId): Capabilities => {
  const made = dialectOf(id, null);
  if (isLeft(made)) throw new Error(JSON.stringify(made.left));
  return made.right.capabilities;
};
const t = qname('t');
const on = (name: string, ...columns: ReadonlyArray<string>) =>
  index(
    columns.map((c) => indexPart(c)),
    { name },
  );
const drop = (name: string, ...columns: ReadonlyArray<string>): Intent => ({
  kind: 'DropIndex',
  table: t,
  index: on(name, ...columns),
});
const add = (name: string, ...columns: ReadonlyArray<string>): Intent => ({
  kind: 'AddIndex',
  table: t,
  index: on(name, ...columns),
});
const dropColumn = (name: string): Intent => ({
  kind: 'DropColumn',
  table: t,
  column: column(name, T.integer(32)),
  after: undefined,
});
const said = (intents: ReadonlyArray<Intent>): ReadonlyArray<string> =>
  renameParts(intents, can('postgres')).map((i) => (i.kind === 'RenameIndex' ? `${i.index.name} → ${i.to}` : i.kind));

describe('renameParts', () => {
  it('keeps an index that only changes its name', () => {
    expect(said([drop('i', 'a', 'b'), add('j', 'a', 'b')])).toEqual(['i → j']);
    expect(said([drop('i', 'a', 'b'), add('j', 'b', 'a')])).toEqual(['DropIndex', 'AddIndex']);
    expect(said([drop('i', 'a'), drop('k', 'a'), add('j', 'a')])).toEqual(['DropIndex', 'i → j']);
  });

  it('makes indexes anew that hand their names on to each other', () => {
    expect(said([drop('i', 'a'), drop('j', 'b'), add('j', 'a'), add('i', 'b')])).toEqual([
      'DropIndex',
      'DropIndex',
      'AddIndex',
      'AddIndex',
    ]);
  });

  it('does not take what goes with a column for what the next column of that name has', () => {
    const rename: Intent = { kind: 'RenameColumn', table: t, from: 'b', to: 'a' };
    expect(said([drop('i', 'a'), drop('k', 'b'), dropColumn('a'), rename, add('j', 'a')])).toEqual([
      'DropIndex',
      'DropColumn',
      'RenameColumn',
      'k → j',
    ]);
  });

  it('forgets what is added and dropped again', () => {
    expect(said([drop('i', 'a'), add('k', 'a'), drop('k', 'a'), add('j', 'a')])).toEqual(['i → j']);
  });

  it('asks what the engine can rename', () => {
    const u = (kind: 'DropUnique' | 'AddUnique', name: string): Intent => ({
      kind,
      table: t,
      unique: unique(['a'], { name }),
    });
    const c = (kind: 'DropCheck' | 'AddCheck', name: string): Intent => ({
      kind,
      table: t,
      check: check(E.binary('>', E.column('a'), E.number(0)), { name }),
    });
    const all = [
      drop('i', 'a'),
      u('DropUnique', 'u'),
      c('DropCheck', 'c'),
      add('j', 'a'),
      u('AddUnique', 'v'),
      c('AddCheck', 'd'),
    ];
    const kinds = (id: DialectId) => renameParts(all, can(id)).map((i) => i.kind);
    expect(kinds('postgres')).toEqual(['RenameIndex', 'RenameConstraint', 'RenameConstraint']);
    expect(kinds('mysql')).toEqual(['DropCheck', 'RenameIndex', 'RenameConstraint', 'AddCheck']);
    expect(renameParts(all, can('sqlite'))).toBe(all);
  });

  it('leaves nothing for a check to ask about', () => {
    const key = { name: null, columns: [{ name: 'id', prefix: null, order: 'asc' as const }] };
    const made = (n: number) =>
      table(t, [column('id', T.integer(32)), column('a', T.integer(32)), column('b', T.integer(32))], {
        primaryKey: key,
        uniques: [unique(['a'], { name: `u${n}` })],
        foreignKeys: [foreignKey(['b'], { table: t, columns: ['id'] }, { name: `f${n}` })],
        checks: [check(E.binary('>', E.column('a'), E.number(0)), { name: `k${n}` })],
        indexes: [index([indexPart('b')], { name: `i${n}`, unique: true })],
      });
    const schema = (n: number) => whole({ tables: [made(n)], enums: [], opaque: [] });
    const p = plan(schema(1), schema(2), { online: 'always' });
    if (isLeft(p)) throw new Error(JSON.stringify(p.left));
    const intents = p.right.migrations.flatMap((m) => m.up.flatMap((s) => s.intents));
    expect(intents.map((i) => printIntent(i).replace(/ \(.*(?= to )/, ''))).toMatchInlineSnapshot(`
      [
        "rename unique t named u1 to u2",
        "rename index t named i1 to i2",
        "rename check t named k1 {a > 0} to k2",
        "rename foreign key t named f1 to f2",
      ]
    `);
    // A constraint's new name takes a lock for a moment; no row is asked.
    expect(p.right.findings.map((f) => f.code)).toEqual(['large-table']);
  });
});
