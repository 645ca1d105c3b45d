/** What only SQLite has: values of any kind in a column, and keys that nobody holds to be there. The check speaks, and the file shows why. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { plan } from '../../src/compile.js';
import { assess } from '../../src/edge/assess.js';
import { whole } from '../../src/ir/desired.js';
import { qname } from '../../src/ir/name.js';
import { column, foreignKey, type Table, table, unique } from '../../src/ir/schema.js';
import { T } from '../../src/ir/type.js';
import type { Plan } from '../../src/plan/plan.js';
import { describeEngines, type Scratch, scratch } from '../support/engines.js';
import { id, key, nullable, number, schema, t } from './case.js';

describeEngines(
  'what only SQLite has',
  (engine) => {
    let db: Scratch;
    beforeAll(async () => {
      db = await scratch(engine);
    });
    afterAll(() => db.drop());

    const judged = async (before: ReadonlyArray<string>, ...after: ReadonlyArray<Table>): Promise<Plan> => {
      await db.reset();
      for (const sql of before) await db.exec(sql);
      return again(...after);
    };
    const again = async (...after: ReadonlyArray<Table>): Promise<Plan> => {
      const { dialect } = await db.database();
      const target = { dialect: dialect.id, serverVersion: dialect.version, strategy: 'single' as const };
      const made = plan(whole(await db.introspect()), whole(schema(...after)), target);
      if (made._tag === 'Left') throw new Error(JSON.stringify(made.left));
      return assess(made.right, await db.database());
    };
    const apply = async (made: Plan): Promise<void> => {
      for (const m of made.migrations) await db.apply(m.up.flatMap((s) => s.statements));
    };
    const codes = (made: Plan): ReadonlyArray<string> =>
      made.findings.filter((f) => f.level !== 'info').map((f) => `${f.level} ${f.code}`);

    test('a real that is a whole number may become a row number, and no other', async () => {
      const keyed = table(qname('t'), [id, column('k', T.integer(32))], {
        primaryKey: { name: null, columns: [{ name: 'k', prefix: null, order: 'asc' }] },
      });
      const before = 'CREATE TABLE t (id INTEGER PRIMARY KEY, k REAL NOT NULL)';
      const fits = await judged([before, 'INSERT INTO t VALUES (1, 1.0), (2, -2.0)'], keyed);
      expect(fits.verdict).toBe('safe');
      await apply(fits);
      for (const value of ['1.5', '9.3e18']) {
        const not = await judged([before, `INSERT INTO t VALUES (1, ${value})`], keyed);
        expect(not.verdict).toBe('unsafe');
        await expect(apply(not)).rejects.toThrow('datatype mismatch');
      }
    });

    test('a word for conflicts that says what happens anyway is none', async () => {
      const plain = t([number], { uniques: [unique(['n'], { onConflict: 'ABORT' })] });
      const made = await judged(['CREATE TABLE t (id INTEGER PRIMARY KEY, n INTEGER, UNIQUE (n))'], plain);
      expect(made.migrations).toEqual([]);
    });

    const child = table(qname('kid'), [id, nullable('r', T.text())], {
      primaryKey: key,
      foreignKeys: [foreignKey(['r'], { table: qname('t'), columns: ['a'] })],
    });
    const kid = 'CREATE TABLE kid (id INTEGER PRIMARY KEY, r TEXT REFERENCES t (a))';

    test('a foreign key whose parent has no key stands in the way of a table that is made anew', async () => {
      const made = await judged(
        ['CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT)', kid],
        t([column('a', T.text())]),
        child,
      );
      expect(codes(made)).toEqual(['error foreign-key-fit']);
      await expect(apply(made)).rejects.toThrow('foreign key mismatch');
      const other = await judged(
        ['CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT)', kid],
        t([nullable('a', T.text()), nullable('b', T.text())]),
        child,
      );
      expect(codes(other)).toEqual([]);
      await apply(other);
    });

    test('rows that meet no parent as it is are no worse off, and others are', async () => {
      const before = [
        'CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT COLLATE NOCASE UNIQUE)',
        kid,
        'PRAGMA foreign_keys = OFF',
        `INSERT INTO t VALUES (1, 'x')`,
        `INSERT INTO kid VALUES (1, 'nobody')`,
      ];
      const wanted = [t([nullable('a', T.text())], { uniques: [unique(['a'])] }), child] as const;
      const same = await judged([...before, 'PRAGMA foreign_keys = ON'], ...wanted);
      expect(codes(same)).not.toContain('error keep-foreign-key');
      await apply(same);
      const worse = await judged([...before, `INSERT INTO kid VALUES (2, 'X')`, 'PRAGMA foreign_keys = ON'], ...wanted);
      expect(worse.findings.find((f) => f.code === 'keep-foreign-key')?.evidence).toEqual({ kind: 'exact', count: 1 });
      await expect(apply(worse)).rejects.toThrow('no_new_foreign_key_violation');
    });

    test('a table that is copied with a word for conflicts is made anew, too', async () => {
      const made = await judged(
        ['CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, n INTEGER UNIQUE ON CONFLICT FAIL)', kid],
        t([nullable('a', T.text()), column('n', T.integer(32))], { uniques: [unique(['n'], { onConflict: 'FAIL' })] }),
        child,
      );
      expect(codes(made)).toEqual(['error foreign-key-fit']);
      await expect(apply(made)).rejects.toThrow('foreign key mismatch');
    });

    test('nor may the key of a parent go while a foreign key points to it', async () => {
      const made = await judged(
        ['CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT)', 'CREATE UNIQUE INDEX x ON t (a)', kid],
        t([nullable('a', T.text())]),
        child,
      );
      expect(codes(made)).toEqual(['error foreign-key-fit']);
      await apply(made);
      await expect(db.exec(`INSERT INTO kid VALUES (1, 'x')`)).rejects.toThrow('foreign key mismatch');
    });
  },
  ['sqlite'],
);
