/** A table with the rows of other times: the check speaks, and the server shows why. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { plan } from '../../src/compile.js';
import { assess } from '../../src/edge/assess.js';
import { whole } from '../../src/ir/desired.js';
import { index, indexPart, type Table } from '../../src/ir/schema.js';
import { T } from '../../src/ir/type.js';
import { describeEngines, type Scratch, scratch } from '../support/engines.js';
import { answer } from '../support/rash.js';
import { nullable, schema, t } from './case.js';

describeEngines(
  'a table that keeps its history',
  (engine) => {
    let db: Scratch;
    beforeAll(async () => {
      db = await scratch(engine);
    });
    afterAll(() => db.drop());

    const n = nullable('n', T.integer(32));
    const changes: ReadonlyArray<readonly [what: string, after: Table, refused: boolean]> = [
      ['a column more', t([n, nullable('more', T.integer(32))]), true],
      ['another type', t([nullable('n', T.integer(64))]), true],
      ['a comment', t([{ ...n, comment: 'so' }]), true],
      ['an index', t([n], { indexes: [index([indexPart('n')], { name: 'i' })] }), false],
    ];

    test.each(changes)('%s', async (_, after, refused) => {
      await db.reset();
      await db.exec('CREATE TABLE t (id int NOT NULL PRIMARY KEY, n int) WITH SYSTEM VERSIONING');
      const { dialect } = await db.database();
      const target = { dialect: dialect.id, serverVersion: dialect.version, strategy: 'single' as const };
      const made = plan(
        whole(await db.introspect()),
        { ...whole(schema(after)), owns: { tables: 'listed', byTable: {} } },
        target,
      );
      if (made._tag === 'Left') throw new Error(JSON.stringify(made.left));
      const judged = await assess(made.right, await db.database());
      expect(judged.findings.map((f) => f.code).includes('kept-history')).toBe(refused);
      expect(judged.verdict).toBe(refused ? 'unsafe' : 'safe');
      expect(await answer(db, judged.migrations)).toEqual(refused ? expect.stringContaining('system-versioned') : null);
    });
  },
  ['mariadb'],
);
