/** Foreign keys whose sides change how they compare: the verdict is what the engine then does. */
import { expect, test } from 'vitest';
import { plan } from '../../src/compile.js';
import { assess } from '../../src/edge/assess.js';
import { whole } from '../../src/ir/desired.js';
import type { DialectId } from '../../src/ir/expression.js';
import { qname } from '../../src/ir/name.js';
import { foreignKey } from '../../src/ir/schema.js';
import { describeEngines, scratch, showProblem } from '../support/engines.js';

type Side = 'loose' | 'strict';

/** `loose` takes a and A for one. */
const collations: Readonly<Record<DialectId, Readonly<Record<Side, string>>>> = {
  postgres: { loose: 'loose', strict: 'C' },
  mysql: { loose: 'utf8mb4_general_ci', strict: 'utf8mb4_bin' },
  mariadb: { loose: 'utf8mb4_general_ci', strict: 'utf8mb4_bin' },
  sqlite: { loose: 'NOCASE', strict: 'BINARY' },
};

const sides: ReadonlyArray<Side> = ['loose', 'strict'];
const ways = sides.flatMap((a) => sides.flatMap((b) => sides.flatMap((c) => sides.map((d) => [a, b, c, d] as const))));

describeEngines('a foreign key between texts', (engine) => {
  const named = collations[engine.dialect];
  const quote = (name: string): string => (engine.dialect === 'postgres' ? `"${name}"` : name);

  test.each(ways)('parent %s, child %s become %s, %s', async (parent, child, newParent, newChild) => {
    const db = await scratch(engine);
    try {
      if (engine.dialect === 'postgres')
        await db.exec(`CREATE COLLATION loose (provider = icu, locale = 'und-u-ks-level2', deterministic = false)`);
      await db.exec(`CREATE TABLE p (id varchar(20) COLLATE ${quote(named[parent])} NOT NULL PRIMARY KEY)`);
      const made = await db
        .exec(
          `CREATE TABLE t (id integer NOT NULL PRIMARY KEY, n varchar(20) COLLATE ${quote(named[child])}, CONSTRAINT t_p FOREIGN KEY (n) REFERENCES p (id))`,
        )
        .then(
          () => true,
          () => false,
        );
      // Not every engine lets them differ.
      if (!made) {
        expect(parent).not.toBe(child);
        return;
      }
      await db.exec(`INSERT INTO p VALUES ('a')`);
      for (const value of parent === 'loose' ? ['A', 'a'] : ['a']) {
        await db.exec('DELETE FROM t');
        await db.exec(`INSERT INTO t VALUES (1, '${value}')`);
        const start = await db.introspect();
        const tables = start.tables.map((t) => ({
          ...t,
          columns: t.columns.map((c) =>
            c.type.kind === 'Varchar' ? { ...c, collation: named[t.name.name === 'p' ? newParent : newChild] } : c,
          ),
        }));
        const { dialect } = await db.database();
        const planned = plan(whole(start), whole({ ...start, tables }), {
          dialect: dialect.id,
          serverVersion: dialect.version,
          strategy: 'single',
        });
        if (planned._tag === 'Left') throw new Error(planned.left.map(showProblem).join('\n'));
        const { verdict } = await assess(planned.right, await db.database());
        const applied = await (async () => {
          for (const m of planned.right.migrations) await db.apply(m.up.flatMap((s) => s.statements));
        })().then(
          () => 'safe',
          () => 'unsafe',
        );
        expect([value, verdict]).toEqual([value, applied]);
      }
    } finally {
      await db.drop();
    }
  });
});

describeEngines('rows without a parent that are taken out', (engine) => {
  const named = collations[engine.dialect];
  const quote = (name: string): string => (engine.dialect === 'postgres' ? `"${name}"` : name);

  test.each([
    ['loose', 'strict'],
    ['strict', 'loose'],
  ] as const)('are counted as they will compare: %s, then %s', async (from, to) => {
    const db = await scratch(engine);
    try {
      if (engine.dialect === 'postgres')
        await db.exec(`CREATE COLLATION loose (provider = icu, locale = 'und-u-ks-level2', deterministic = false)`);
      await db.exec(`CREATE TABLE p (id varchar(20) COLLATE ${quote(named[from])} NOT NULL PRIMARY KEY)`);
      await db.exec(`CREATE TABLE t (id integer NOT NULL PRIMARY KEY, n varchar(20) COLLATE ${quote(named[from])})`);
      await db.exec(`INSERT INTO p VALUES ('a')`);
      await db.exec(`INSERT INTO t VALUES (1, 'A'), (2, 'a'), (3, 'z')`);
      const start = await db.introspect();
      const tables = start.tables.map((t) => ({
        ...t,
        columns: t.columns.map((c) => (c.type.kind === 'Varchar' ? { ...c, collation: named[to] } : c)),
        ...(t.name.name === 't'
          ? { foreignKeys: [foreignKey(['n'], { table: qname('p'), columns: ['id'] }, { name: 't_p' })] }
          : {}),
      }));
      const clear = {
        kind: 'Clear',
        table: qname('t'),
        columns: null,
        from: 'foreign key',
        how: 'delete',
        at: null,
      } as const;
      const { dialect } = await db.database();
      const planned = plan(
        whole(start),
        { ...whole({ ...start, tables }), data: [clear] },
        { dialect: dialect.id, serverVersion: dialect.version, strategy: 'single' },
      );
      if (planned._tag === 'Left') throw new Error(planned.left.map(showProblem).join('\n'));
      const judged = await assess(planned.right, await db.database());
      for (const m of planned.right.migrations) await db.apply(m.up.flatMap((s) => s.statements));
      const [left] = await db.query('SELECT count(*) AS n FROM t');
      expect(judged.findings.find((f) => f.code === 'clear-rows')?.evidence).toEqual({
        kind: 'exact',
        count: 3 - Number(left?.['n']),
      });
    } finally {
      await db.drop();
    }
  });
});
