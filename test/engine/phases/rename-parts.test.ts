/** Indexes and constraints under another name, by a statement of the engine's or made anew. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { E } from '../../../src/ir/expression.js';
import { qname } from '../../../src/ir/name.js';
import { normalise } from '../../../src/ir/normalise.js';
import {
  check,
  column,
  foreignKey,
  index,
  indexPart,
  type Schema,
  type Table,
  table,
  unique,
} from '../../../src/ir/schema.js';
import { T } from '../../../src/ir/type.js';
import type { AlterAction } from '../../../src/sql/ast.js';
import { describeEngines } from '../../support/engines.js';
import { type Ground, ok, openGround } from './ground.js';

describeEngines('another name', (engine) => {
  let ground: Ground;
  beforeAll(async () => {
    ground = await openGround(engine);
  });
  afterAll(() => ground?.db.drop());

  const key = { name: null, columns: [{ name: 'id', prefix: null, order: 'asc' as const }] };
  const parent = table(qname('p'), [column('id', T.integer(32))], { primaryKey: key });
  const parts = (n: string): Pick<Table, 'uniques' | 'foreignKeys' | 'checks' | 'indexes'> => ({
    uniques: [unique(['a'], { name: `u${n}` })],
    foreignKeys: [foreignKey(['b'], { table: parent.name, columns: ['id'] }, { name: `f${n}` })],
    checks: [check(E.binary('>', E.column('a'), E.number(0)), { name: `k${n}` })],
    indexes: [
      index([indexPart('b')], { name: `i${n}` }),
      index([indexPart('c'), indexPart('a')], { name: `"j\`${n}` }),
    ],
  });
  const made = (n: string): Schema => {
    const columns = [
      column('id', T.integer(32)),
      ...['a', 'b', 'c'].map((name) => column(name, T.integer(32), { nullable: true })),
    ];
    const t = table(qname('t'), columns, { primaryKey: key, ...parts(n) });
    return normalise(ground.dialect.physical({ tables: [parent, t], enums: [], opaque: [] }));
  };
  const names = (s: Schema): ReadonlyArray<string | null> => {
    const t = s.tables.find((x) => x.name.name === 't');
    return [...(t?.uniques ?? []), ...(t?.foreignKeys ?? []), ...(t?.checks ?? []), ...(t?.indexes ?? [])]
      .map((x) => x.name)
      .sort();
  };

  test('of all of them at once', async () => {
    const { dialect, db } = ground;
    const [one, two] = [made('1'), made('2')];
    const run = async (statements: ReturnType<typeof dialect.legalise>) => {
      const legal = ok(statements);
      const frame = dialect.frame(legal);
      for (const s of [
        ...frame.outsideBefore,
        ...frame.insideBefore,
        ...legal,
        ...frame.insideAfter,
        ...frame.outsideAfter,
      ])
        await db.exec(ok(dialect.print(s)));
    };
    const empty = { tables: [], enums: [], opaque: [] };
    await run(
      dialect.legalise({
        statements: one.tables.map((t) => ({ kind: 'CreateTable', table: t })),
        before: empty,
        after: one,
      }),
    );
    await db.exec('INSERT INTO p VALUES (1)');
    await db.exec('INSERT INTO t VALUES (1, 2, 1, 3)');
    const [before, after] = [one, two].map((s) => s.tables.find((t) => t.name.name === 't'));
    if (before === undefined || after === undefined) throw new Error('no table');
    const to = (name: string | null): string => (name ?? '').replace('1', '2');
    const actions: ReadonlyArray<AlterAction> = [
      ...before.uniques.map(
        (u): AlterAction => ({ kind: 'RenameConstraint', constraint: { kind: 'Unique', unique: u }, to: to(u.name) }),
      ),
      ...before.foreignKeys.map(
        (f): AlterAction => ({
          kind: 'RenameConstraint',
          constraint: { kind: 'ForeignKey', foreignKey: f },
          to: to(f.name),
        }),
      ),
      ...before.checks.map(
        (c): AlterAction => ({ kind: 'RenameConstraint', constraint: { kind: 'Check', check: c }, to: to(c.name) }),
      ),
      ...before.indexes.map((i): AlterAction => ({ kind: 'RenameIndex', index: i, to: to(i.name) })),
    ];
    await run(
      dialect.legalise({ statements: [{ kind: 'AlterTable', before, after, actions }], before: one, after: two }),
    );
    const seen = await db.introspect();
    expect(names(seen)).toEqual(names(two));
    await expect(db.exec('INSERT INTO t VALUES (2, 2, 1, 3)')).rejects.toThrow();
    await expect(db.exec('INSERT INTO t VALUES (2, 3, 9, 3)')).rejects.toThrow();
    await expect(db.exec('INSERT INTO t VALUES (2, -1, 1, 3)')).rejects.toThrow();
  });
});
