/** What only PostgreSQL has: tables that inherit, domains, exclusion constraints. The check speaks, and the server shows why. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { plan } from '../../src/compile.js';
import { assess } from '../../src/edge/assess.js';
import { type Desired, whole } from '../../src/ir/desired.js';
import { E } from '../../src/ir/expression.js';
import { qname } from '../../src/ir/name.js';
import {
  check,
  column,
  foreignKey,
  index,
  indexPart,
  noOptions,
  type Table,
  table,
  unique,
} from '../../src/ir/schema.js';
import { T } from '../../src/ir/type.js';
import type { Plan } from '../../src/plan/plan.js';
import { describeEngines, type Scratch, scratch } from '../support/engines.js';
import { id, key, nullable, number, p, schema, t } from './case.js';

const onlyThese = (...tables: ReadonlyArray<Table>): Desired => ({
  ...whole(schema(...tables)),
  owns: { tables: 'listed', byTable: {} },
});

describeEngines(
  'what only PostgreSQL has',
  (engine) => {
    let db: Scratch;
    beforeAll(async () => {
      db = await scratch(engine);
    });
    afterAll(() => db.drop());

    const judged = async (before: ReadonlyArray<string>, after: Desired): Promise<Plan> => {
      await db.reset();
      for (const sql of before) await db.exec(sql);
      const { dialect } = await db.database();
      const target = { dialect: dialect.id, serverVersion: dialect.version, strategy: 'single' as const };
      const made = plan(whole(await db.introspect()), after, target);
      if (made._tag === 'Left') throw new Error(JSON.stringify(made.left));
      return assess(made.right, await db.database());
    };
    const apply = async (made: Plan): Promise<void> => {
      for (const m of made.migrations) await db.apply(m.up.flatMap((s) => s.statements));
    };
    const codes = (made: Plan): ReadonlyArray<string> =>
      made.findings.filter((f) => f.level !== 'info').map((f) => `${f.level} ${f.code}`);

    const parent = 'CREATE TABLE p (id integer PRIMARY KEY)';
    const child = ['CREATE TABLE kid () INHERITS (p)', 'INSERT INTO p VALUES (1)', 'INSERT INTO kid VALUES (2)'];

    test('a row of a child is no row for a foreign key to its parent', async () => {
      const made = await judged(
        [parent, ...child, 'CREATE TABLE t (id integer PRIMARY KEY, n integer)', 'INSERT INTO t VALUES (1, 1), (2, 2)'],
        onlyThese(p, t([number], { foreignKeys: [foreignKey(['n'], { table: qname('p'), columns: ['id'] })] })),
      );
      expect(codes(made)).toEqual(['error add-foreign-key']);
      expect(made.findings.find((f) => f.code === 'add-foreign-key')?.evidence).toEqual({ kind: 'exact', count: 1 });
      await expect(apply(made)).rejects.toThrow('foreign key');
    });

    const loose = `CREATE COLLATION loose (provider = icu, locale = 'und-u-ks-level2', deterministic = false)`;
    const texts = (more: Parameters<typeof t>[1]): Desired =>
      onlyThese(t([column('a', T.varchar(20), { nullable: true, collation: 'loose' })], more));

    test('a key of what is worked out compares by the collation that its column gets', async () => {
      const made = await judged(
        [loose, 'CREATE TABLE t (id integer PRIMARY KEY, a varchar(20))', `INSERT INTO t VALUES (1, 'a'), (2, 'A')`],
        texts({
          indexes: [
            index([{ ...indexPart('a'), of: { kind: 'Expression', expr: E.call('btrim', E.column('a')) } }], {
              name: 'i',
              unique: true,
            }),
          ],
        }),
      );
      expect(codes(made)).toEqual(['error add-unique']);
      await expect(apply(made)).rejects.toThrow('unique');
    });

    test('and so does a check', async () => {
      const other = check(E.binary('<>', E.column('a'), E.string('A')), { name: 'k' });
      const made = await judged(
        [
          loose,
          `CREATE TABLE t (id integer PRIMARY KEY, a varchar(20) CONSTRAINT k CHECK (a <> 'A'))`,
          `INSERT INTO t VALUES (1, 'a')`,
        ],
        texts({ checks: [other] }),
      );
      expect(codes(made)).toEqual(['error add-check']);
      await expect(apply(made)).rejects.toThrow('check constraint');
    });

    test.each([
      ['made', 'safe'],
      ['missing', 'unsafe'],
      ['current_time', 'safe'],
    ])('a default that calls %s() is %s, and nothing is called', async (name, verdict) => {
      const stamp = column('s', T.text(), { nullable: true, default: { kind: 'Expression', expr: E.call(name) } });
      const made = await judged(
        [
          'CREATE SEQUENCE calls',
          `CREATE FUNCTION made() RETURNS text LANGUAGE sql VOLATILE AS $$ SELECT nextval('calls')::text $$`,
        ],
        onlyThese(t([stamp])),
      );
      expect([made.verdict, codes(made)]).toEqual([verdict, verdict === 'safe' ? [] : ['error expression-fit']]);
      expect(await db.query('SELECT is_called FROM calls')).toEqual([{ is_called: false }]);
      await (verdict === 'safe' ? apply(made) : expect(apply(made)).rejects.toThrow('does not exist'));
    });

    test('nor is it for a unique key of its parent', async () => {
      const made = await judged(
        [
          'CREATE TABLE t (id integer PRIMARY KEY, n integer)',
          'CREATE TABLE kid () INHERITS (t)',
          'INSERT INTO t VALUES (1, 1)',
          'INSERT INTO kid VALUES (2, 1)',
        ],
        onlyThese(t([number], { uniques: [unique(['n'])] })),
      );
      expect(codes(made)).toEqual([]);
      await apply(made);
    });

    test('a date may lie beyond every moment', async () => {
      const made = await judged(
        [
          'CREATE TABLE t (id integer PRIMARY KEY, d date)',
          `INSERT INTO t VALUES (1, '300000-01-01'), (2, 'infinity')`,
        ],
        onlyThese(t([nullable('d', T.dateTime('datetime'))])),
      );
      expect(codes(made)).toEqual(['error change-type']);
      await expect(apply(made)).rejects.toThrow('out of range');
    });

    test('a domain refuses NULL in a new column as it refuses any value', async () => {
      const before = [
        'CREATE DOMAIN given AS integer CHECK (VALUE IS NOT NULL)',
        'CREATE TABLE t (id integer PRIMARY KEY)',
      ];
      const after = onlyThese(t([nullable('g', T.native('given'))]));
      const made = await judged([...before, 'INSERT INTO t VALUES (1)'], after);
      expect(codes(made)).toEqual(['error assign-value']);
      await expect(apply(made)).rejects.toThrow('given');
      const empty = await judged(before, after);
      expect(codes(empty)).toEqual([]);
      await apply(empty);
    });

    test('an expression of an index may not be one of the new type', async () => {
      const made = await judged(
        [
          'CREATE TABLE t (id integer PRIMARY KEY, n integer)',
          'CREATE INDEX x ON t (coalesce(n, id))',
          'INSERT INTO t VALUES (1, 1)',
        ],
        {
          ...onlyThese(
            t([nullable('n', T.text())], {
              indexes: [index([indexPart(E.call('coalesce', E.column('n'), E.column('id')))], { name: 'x' })],
            }),
          ),
        },
      );
      expect(codes(made)).toContain('warn add-index');
      expect(made.verdict).toBe('unsafe');
      await expect(apply(made)).rejects.toThrow('COALESCE types');
    });

    test('an index must be of a kind that its type has', async () => {
      const before = [
        'CREATE TABLE t (id integer PRIMARY KEY, n integer, j jsonb)',
        'CREATE INDEX g ON t USING gin (j)',
        'CREATE INDEX i ON t (n int4_ops)',
        `INSERT INTO t VALUES (1, 1, '{}')`,
      ];
      const j = nullable('j', T.json(true));
      const gin = index([indexPart('j')], { name: 'g', method: 'gin' });
      const ops = index([indexPart('n', { opclass: 'int4_ops' })], { name: 'i' });
      const cases: ReadonlyArray<readonly [Table, string]> = [
        [t([number, nullable('j', T.text())], { indexes: [gin, ops] }), 'operator class for access method "gin"'],
        [t([nullable('n', T.integer(16)), j], { indexes: [gin, ops] }), '"int4_ops" does not accept'],
        [
          t([number, nullable('j', T.json(false))], { indexes: [ops], uniques: [unique(['j'])] }),
          'operator class for access method "btree"',
        ],
      ];
      for (const [after, why] of cases) {
        const made = await judged(before, onlyThese(after));
        expect(codes(made)).toContain('error index-type');
        await expect(apply(made)).rejects.toThrow(why);
      }
      const list = nullable('j', T.native('text[]'));
      const fits = await judged(
        before,
        onlyThese(
          t([number, j, { ...list, name: 'l' }], {
            indexes: [gin, ops, { ...gin, name: 'h', parts: [indexPart('l')] }],
          }),
        ),
      );
      expect(codes(fits)).toEqual([]);
      await apply(fits);
    });

    test('a new column that numbers itself has a number for every row', async () => {
      const before = ['CREATE TABLE t (id integer PRIMARY KEY)', 'INSERT INTO t SELECT generate_series(1, 3)'];
      const numbered = (start: string): Desired =>
        onlyThese(
          t([
            column('n', T.integer(16), {
              identity: { kind: 'Identity', generation: 'always', start, increment: null },
            }),
          ]),
        );
      const made = await judged(before, numbered('32766'));
      expect(codes(made)).toEqual(['error number-rows']);
      await expect(apply(made)).rejects.toThrow('maximum value');
      const fits = await judged(before, numbered('32765'));
      expect(codes(fits)).toEqual([]);
      await apply(fits);
    });

    test('keys of a table in partitions are made in one go', async () => {
      const before = [
        'CREATE TABLE p (id integer PRIMARY KEY)',
        'CREATE TABLE t (id integer NOT NULL, n integer) PARTITION BY RANGE (id)',
        'CREATE TABLE t_rest PARTITION OF t DEFAULT',
        'INSERT INTO t VALUES (1, NULL)',
      ];
      const made = await judged(
        before,
        onlyThese(
          p,
          t([number], {
            uniques: [unique(['n', 'id'])],
            foreignKeys: [foreignKey(['n'], { table: qname('p'), columns: ['id'] })],
          }),
        ),
      );
      expect(codes(made)).toEqual([]);
      await apply(made);
      const narrow = await judged(before, onlyThese(p, t([number], { uniques: [unique(['n'])] })));
      expect(codes(narrow)).toEqual(['error partition-key']);
      await expect(apply(narrow)).rejects.toThrow('must include all partitioning columns');
      const own = check(E.binary('>', E.column('n'), E.number(0)), { name: 'own', noInherit: true });
      const alone = await judged(before, onlyThese(p, t([number], { checks: [own] })));
      expect(codes(alone)).toEqual(['error partition-key']);
      await expect(apply(alone)).rejects.toThrow('NO INHERIT');
      const unlogged = await judged(before, onlyThese(p, t([number], { options: { ...noOptions, unlogged: true } })));
      expect(codes(unlogged)).toEqual(['error partition-key']);
    });

    test('a foreign key finds its name taken by one that says more', async () => {
      const made = await judged(
        [
          'CREATE TABLE p (id integer, k integer, PRIMARY KEY (id, k))',
          'CREATE TABLE t (id integer PRIMARY KEY, n integer, m integer)',
          'ALTER TABLE t ADD CONSTRAINT f FOREIGN KEY (n, m) REFERENCES p ON DELETE SET NULL (n)',
        ],
        onlyThese(
          t([number, nullable('m', T.integer(32))], {
            foreignKeys: [
              foreignKey(['n', 'm'], { table: qname('p'), columns: ['id', 'k'] }, { name: 'f', onDelete: 'set null' }),
            ],
          }),
        ),
      );
      expect(codes(made)).toEqual(['error foreign-key-fit']);
      await expect(apply(made)).rejects.toThrow('already exists');
    });

    test('a check that is not inherited looks at no row of a child', async () => {
      const before = [
        'CREATE TABLE t (id integer PRIMARY KEY, n integer)',
        'CREATE TABLE kid () INHERITS (t)',
        'INSERT INTO kid VALUES (1, 500)',
      ];
      const few = (noInherit: boolean): Desired =>
        onlyThese(
          t([number], { checks: [check(E.binary('<', E.column('n'), E.number(100)), { name: 'few', noInherit })] }),
        );
      const all = await judged(before, few(false));
      expect(codes(all)).toEqual(['error add-check']);
      await expect(apply(all)).rejects.toThrow('few');
      const own = await judged(before, few(true));
      expect(codes(own)).toEqual([]);
      await apply(own);
    });

    test('a logged table cannot point to one that is not', async () => {
      const kid = table(qname('kid'), [id, number], {
        primaryKey: key,
        foreignKeys: [foreignKey(['n'], { table: qname('t'), columns: ['id'] })],
      });
      const before = [
        'CREATE TABLE t (id integer PRIMARY KEY)',
        'CREATE TABLE kid (id integer PRIMARY KEY, n integer REFERENCES t)',
      ];
      const unlogged = { options: { ...noOptions, unlogged: true } };
      const made = await judged(before, onlyThese(t([], unlogged), kid));
      expect(codes(made)).toEqual(['error foreign-key-fit']);
      await expect(apply(made)).rejects.toThrow('references logged table');
    });

    test('a column whose last number is taken may number itself', async () => {
      const before = [
        'CREATE TABLE t (id integer PRIMARY KEY, n smallint NOT NULL)',
        'INSERT INTO t VALUES (1, 32767), (2, 5)',
      ];
      const numbered = (increment: string | null): Desired =>
        onlyThese(
          t([
            column('n', T.integer(16), {
              identity: { kind: 'Identity', generation: 'by default', start: null, increment },
            }),
          ]),
        );
      for (const increment of [null, '2']) {
        const made = await judged(before, numbered(increment));
        expect(codes(made)).toEqual([]);
        await apply(made);
        await expect(db.exec('INSERT INTO t (id) VALUES (3)')).rejects.toThrow('maximum value');
      }
      await apply(await judged([before[0] ?? '', 'INSERT INTO t VALUES (1, 7)'], numbered(null)));
      await db.exec('INSERT INTO t (id) VALUES (2)');
      expect(await db.query('SELECT n FROM t ORDER BY id')).toEqual([{ n: 7 }, { n: 8 }]);
    });

    test('a label that goes may stand in an array', async () => {
      const before = [
        `CREATE TYPE mood AS ENUM ('sad', 'ok')`,
        'CREATE TABLE t (id integer PRIMARY KEY, m mood[])',
        `INSERT INTO t VALUES (1, '{sad}'), (2, '{}'), (3, NULL)`,
      ];
      const without = (label: string): Desired => {
        const enums = [{ name: qname('mood'), values: ['sad', 'ok'].filter((l) => l !== label), comment: null }];
        return { ...onlyThese(), schema: { ...schema(t([nullable('m', T.native('mood[]'))])), enums } };
      };
      const sad = await judged(before, without('sad'));
      expect(codes(sad)).toEqual(['error remove-enum-value']);
      await expect(apply(sad)).rejects.toThrow('"sad"');
      const ok = await judged(before, without('ok'));
      expect(codes(ok)).toEqual([]);
      await apply(ok);
    });

    test('an exclusion constraint holds a column that its condition reads', async () => {
      const before = [
        'CREATE TABLE t (id integer PRIMARY KEY, n integer, m integer)',
        'ALTER TABLE t ADD CONSTRAINT x EXCLUDE (id WITH =) WHERE (n > 0)',
      ];
      const m = nullable('m', T.integer(32));
      await expect(judged(before, onlyThese(t([m])))).rejects.toThrow('plan.opaque');
      await expect(db.exec('ALTER TABLE t DROP COLUMN n')).rejects.toThrow('depend');
      await apply(await judged(before, onlyThese(t([number]))));
    });
  },
  ['postgres15', 'postgres18'],
);
