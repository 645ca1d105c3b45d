/** Rows that are refused with our own words, and long updates that may be ended anywhere and run again. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { E } from '../../../src/ir/expression.js';
import { qname } from '../../../src/ir/name.js';
import { column, type Table, table } from '../../../src/ir/schema.js';
import { T } from '../../../src/ir/type.js';
import type { Batch, Statement } from '../../../src/sql/ast.js';
import { B } from '../../../src/sql/build.js';
import { describeEngines } from '../../support/engines.js';
import { type Ground, openGround, printed } from './ground.js';

const key = (...names: ReadonlyArray<string>) => ({
  name: null,
  columns: names.map((name) => ({ name, prefix: null, order: 'asc' as const })),
});

const items: Table = table(
  qname('items "x" `y`'),
  [
    column('id', T.integer(32)),
    column('a', T.integer(32), { nullable: true }),
    column('b', T.integer(32), { nullable: true }),
  ],
  { primaryKey: key('id') },
);

const pairs: Table = table(
  qname('pairs'),
  [
    column('k', T.varchar(10)),
    column('n', T.integer(32)),
    column('a', T.integer(32), { nullable: true }),
    column('b', T.integer(32), { nullable: true }),
  ],
  { primaryKey: key('k', 'n') },
);

describeEngines('statements of two phases', (engine) => {
  let ground: Ground;
  beforeAll(async () => {
    ground = await openGround(engine);
  });
  afterAll(() => ground?.db.drop());
  beforeEach(() => ground.db.reset());

  const name = (t: Table) => ground.dialect.quote(t.name.name);
  const schema = (t: Table) => ({ tables: [t], enums: [], opaque: [] });
  const assert = (t: Table, message: string): Statement => ({
    kind: 'Assert',
    table: t.name,
    violating: E.isNull(E.column('b')),
    message,
  });

  describe('Assert', () => {
    const messages = [
      'rows of items differ',
      'it\'s 100 % \\ "said" `so` $altair$ {x} :y ?',
      '3 rows',
      'zweite Zeile:\nü 日本',
    ];
    test.each(messages)('%j', async (message) => {
      await ground.create(items);
      await ground.run(assert(items, message));
      await ground.db.exec(`INSERT INTO ${name(items)} VALUES (1, 1, 1)`);
      await ground.run(assert(items, message));
      await ground.db.exec(`INSERT INTO ${name(items)} VALUES (2, 1, NULL)`);
      const failed = await ground.run(assert(items, message)).then(
        () => '',
        (e: unknown) => (e instanceof Error ? e.message.split('\n  in: ')[0] : String(e)),
      );
      // MariaDB prints the expression the text stands in, with its escapes.
      const plain = (t?: string) => t?.replace(/\\(.)/g, (_, c: string) => (c === 'n' ? '\n' : c));
      const said = engine.dialect === 'mariadb' ? plain(failed) : failed;
      expect(said).toContain(message);
      // It can be asked again on the same connection, and leaves nothing.
      await ground.db.exec(`DELETE FROM ${name(items)} WHERE id = 2`);
      await ground.run(assert(items, message));
      expect((await ground.db.introspect()).opaque).toEqual([]);
    });
  });

  describe('an UPDATE in pieces', () => {
    const update = (t: Table, batch: Batch | null): Statement => ({
      kind: 'Update',
      table: t.name,
      set: [{ column: 'b', value: E.binary('+', E.column('a'), E.number(1)) }],
      where: B.differs(E.column('b'), E.binary('+', E.column('a'), E.number(1))),
      batch,
    });
    const fill = async (t: Table, rows: number) => {
      const values = Array.from({ length: rows }, (_, i) =>
        t === items ? `(${i * 3 + 1}, ${i}, NULL)` : `('${['a', 'B', 'é', "o''"][i % 4]}', ${i}, ${i}, NULL)`,
      );
      if (values.length > 0) await ground.db.exec(`INSERT INTO ${name(t)} VALUES ${values.join(', ')}`);
    };
    const undone = async (t: Table): Promise<number> => {
      const [row] = await ground.db.query(`SELECT count(*) AS n FROM ${name(t)} WHERE b IS NULL OR b <> a + 1`);
      return Number(row?.['n']);
    };
    const run = async (t: Table, batch: Batch | null, stopAfter: number): Promise<void> => {
      let left = stopAfter;
      for (const { sql } of printed(ground.dialect, schema(t), update(t, batch))) {
        if (left === 0) return;
        left -= 1;
        await ground.db.exec(sql);
      }
    };
    test.each([
      ['id', items],
      ['k, n', pairs],
    ] as const)('by %s', async (by, t) => {
      const columns = by.split(', ');
      for (const rows of [0, 1, 6, 7, 8, 20])
        for (const known of [null, 0, 7, 20, 40]) {
          await ground.db.reset();
          await ground.create(t);
          await fill(t, rows);
          await run(t, { key: columns, size: 7, rows: known }, -1);
          expect(await undone(t), `${rows} rows, ${known} known`).toBe(0);
        }
    });

    test('ended anywhere and run again', async () => {
      const batch: Batch = { key: ['k', 'n'], size: 5, rows: 30 };
      const all = printed(ground.dialect, schema(pairs), update(pairs, batch)).length;
      const seen: number[] = [];
      for (let stop = 0; stop <= all; stop += 1) {
        await ground.db.reset();
        await ground.create(pairs);
        await fill(pairs, 30);
        await run(pairs, batch, stop);
        seen.push(await undone(pairs));
        await run(pairs, batch, -1);
        expect(await undone(pairs)).toBe(0);
      }
      // Where pieces are written out, some are done and others are not.
      if (all > 1) expect(new Set(seen).size).toBeGreaterThan(5);
    });

    test('each piece is a transaction of its own', async () => {
      const statements = printed(ground.dialect, schema(items), update(items, { key: ['id'], size: 5, rows: 30 }));
      const updates = statements.filter((s) => /^(?:UPDATE (?!temp)|DO )/.test(s.sql)).map((s) => s.transaction);
      expect(updates).toEqual(engine.dialect === 'postgres' ? ['outside'] : Array(7).fill('alone'));
    });

    test.runIf(engine.dialect === 'postgres')('a piece that fails leaves those before it done', async () => {
      await ground.create(items);
      await fill(items, 20);
      await ground.db.exec(`ALTER TABLE ${name(items)} ADD CHECK (b < 12)`);
      await expect(run(items, { key: ['id'], size: 5, rows: 20 }, -1)).rejects.toThrow('violates check');
      expect(await undone(items)).toBe(10);
    });
  });
});
