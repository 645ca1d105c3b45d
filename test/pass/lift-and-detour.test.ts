import { describe, expect, it } from 'vitest';
import type { Intent } from '../../src/intent/algebra.js';
import { qname } from '../../src/ir/name.js';
import { column, emptySchema, foreignKey, table } from '../../src/ir/schema.js';
import { T } from '../../src/ir/type.js';
import { detourForeignKeys } from '../../src/pass/detour-foreign-keys.js';
import { liftForeignKeys } from '../../src/pass/lift-foreign-keys.js';
import { splitRequiredColumns } from '../../src/pass/split-required-columns.js';

const to = (name: string) =>
  foreignKey([`${name}_id`], { table: qname(name), columns: ['id'] }, { name: `to_${name}` });
const node = (name: string, ...parents: ReadonlyArray<string>) =>
  table(qname(name), [column('id', T.integer(32)), ...parents.map((p) => column(`${p}_id`, T.integer(32)))], {
    foreignKeys: parents.map(to),
  });

describe('liftForeignKeys', () => {
  it('lifts only the keys of a circle', () => {
    const lifted = liftForeignKeys([
      { kind: 'CreateTable', table: node('a', 'b') },
      { kind: 'CreateTable', table: node('b', 'a', 'c') },
      { kind: 'CreateTable', table: node('c', 'c') },
    ]);
    expect(lifted.map((i) => i.kind)).toEqual([
      'CreateTable',
      'AddForeignKey',
      'CreateTable',
      'AddForeignKey',
      'CreateTable',
    ]);
    const b = lifted[2];
    expect(b?.kind === 'CreateTable' && b.table.foreignKeys.map((f) => f.name)).toEqual(['to_c']);
    const c = lifted[4];
    expect(c?.kind === 'CreateTable' && c.table.foreignKeys.map((f) => f.name)).toEqual(['to_c']);
  });

  it('takes the keys of a circle off before the tables go', () => {
    const lifted = liftForeignKeys([
      { kind: 'DropTable', table: node('a', 'b') },
      { kind: 'DropTable', table: node('b', 'a') },
    ]);
    expect(lifted.map((i) => i.kind)).toEqual(['DropForeignKey', 'DropTable', 'DropForeignKey', 'DropTable']);
  });

  it('walks a chain of 20,000 tables', () => {
    const chain = Array.from({ length: 20_000 }, (_, n) => ({
      kind: 'CreateTable' as const,
      table:
        n === 0
          ? node('t0')
          : table(qname(`t${n}`), [column('id', T.integer(32))], {
              foreignKeys: [foreignKey(['id'], { table: qname(`t${n - 1}`), columns: ['id'] }, { name: `f${n}` })],
            }),
    }));
    expect(liftForeignKeys(chain)).toEqual(chain);
  });
});

describe('detourForeignKeys', () => {
  const schema = { ...emptySchema, tables: [node('child', 'parent'), node('parent')] };
  const wider = { type: T.integer(64), charset: null, collation: null };
  const narrow = { type: T.integer(32), charset: null, collation: null };

  it('goes around a change on either side', () => {
    for (const [t, c] of [
      ['parent', 'id'],
      ['child', 'parent_id'],
    ] as const) {
      const kinds = detourForeignKeys(
        [{ kind: 'ChangeType', table: qname(t), column: c, from: narrow, to: wider, using: null }],
        schema,
        schema,
        true,
      );
      expect(kinds.map((i) => i.kind)).toEqual(['DropForeignKey', 'ChangeType', 'AddForeignKey']);
    }
  });

  it('leaves keys over other columns alone', () => {
    const kinds = detourForeignKeys(
      [{ kind: 'ChangeType', table: qname('child'), column: 'id', from: narrow, to: wider, using: null }],
      schema,
      schema,
      true,
    );
    expect(kinds.map((i) => i.kind)).toEqual(['ChangeType']);
  });

  it('goes around the end of the key that it hangs on', () => {
    const gone: Intent = {
      kind: 'SetPrimaryKey',
      table: qname('parent'),
      from: { name: 'parent_pkey', columns: [{ name: 'id', prefix: null, order: 'asc' }] },
      to: null,
    };
    expect(detourForeignKeys([gone], schema, schema, true).map((i) => i.kind)).toEqual([
      'DropForeignKey',
      'SetPrimaryKey',
      'AddForeignKey',
    ]);
    expect(detourForeignKeys([gone], schema, schema, false)).toEqual([gone]);
  });

  it('knows a table by its new name', () => {
    const renamed = { ...emptySchema, tables: [{ ...node('child', 'parent'), name: qname('kid') }, node('parent')] };
    const kinds = detourForeignKeys(
      [
        { kind: 'RenameTable', from: qname('child'), to: qname('kid') },
        { kind: 'ChangeType', table: qname('parent'), column: 'id', from: narrow, to: wider, using: null },
      ],
      schema,
      renamed,
      true,
    );
    expect(kinds.map((i) => i.kind)).toEqual(['DropForeignKey', 'RenameTable', 'ChangeType', 'AddForeignKey']);
  });
});

const splitRequired = (intents: Parameters<typeof splitRequiredColumns>[0]) =>
  splitRequiredColumns(intents, { invents: true, refusesDefault: () => null });

describe('splitRequiredColumns', () => {
  it('lets a required column fail on rows instead of inventing their values', () => {
    const split = splitRequired([
      { kind: 'AddColumn', table: qname('t'), column: column('n', T.integer(32)), after: null },
    ]);
    expect(split).toEqual([
      { kind: 'AddColumn', table: qname('t'), column: column('n', T.integer(32), { nullable: true }), after: null },
      { kind: 'SetNullability', table: qname('t'), column: 'n', nullable: false },
    ]);
  });

  it('leaves a column with a default whole', () => {
    const intents = [
      {
        kind: 'AddColumn' as const,
        table: qname('t'),
        after: undefined,
        column: column('n', T.integer(32), { default: { kind: 'Value', value: { kind: 'Number', text: '7' } } }),
      },
    ];
    expect(splitRequired(intents)).toEqual(intents);
  });
});
