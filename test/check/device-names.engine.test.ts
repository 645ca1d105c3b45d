/** Tables whose names MariaDB cannot find again when a foreign key points to them. */
import { expect, test } from 'vitest';
import { plan } from '../../src/compile.js';
import { assess } from '../../src/edge/assess.js';
import { whole } from '../../src/ir/desired.js';
import { qname } from '../../src/ir/name.js';
import { column, foreignKey, table } from '../../src/ir/schema.js';
import { T } from '../../src/ir/type.js';
import { describeEngines, scratch, showProblem } from '../support/engines.js';
import { key, number, schema } from './case.js';

describeEngines('a foreign key to a table called like a device', (engine) => {
  test.each(['con', 'NUL', 'com1', 'con1', 'console'])('%s', async (name) => {
    const db = await scratch(engine);
    try {
      const { dialect } = await db.database();
      const parent = table(qname(name), [column('id', T.integer(32))], { primaryKey: key });
      const child = table(qname('t'), [column('id', T.integer(32)), number], { primaryKey: key });
      const to = { ...child, foreignKeys: [foreignKey(['n'], { table: qname(name), columns: ['id'] })] };
      const planned = async (...tables: ReadonlyArray<typeof child>) => {
        const options = { dialect: dialect.id, serverVersion: dialect.version, strategy: 'single' as const };
        const made = plan(whole(await db.introspect()), whole(schema(...tables)), options);
        if (made._tag === 'Left') throw new Error(made.left.map(showProblem).join('\n'));
        return made.right;
      };
      const apply = async (p: Awaited<ReturnType<typeof planned>>): Promise<void> => {
        for (const m of p.migrations) await db.apply(m.up.flatMap((s) => s.statements));
      };
      await apply(await planned(parent, child));
      const made = await planned(parent, to);
      const { verdict } = await assess(made, await db.database());
      const turned = await apply(made).then(
        () => 'safe',
        () => 'unsafe',
      );
      expect(verdict).toBe(turned);
    } finally {
      await db.drop();
    }
  });
});
