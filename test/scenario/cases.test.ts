/**
 * The cases of the README, each as one story on every engine: the spec is edited, the plan judged by the rows, carried out
 * migration by migration (planned anew between them: what is left is what was planned), and undone to the last byte.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { plan } from '../../src/compile.js';
import { assess } from '../../src/edge/assess.js';
import type { Loss } from '../../src/intent/algebra.js';
import { type Desired, whole } from '../../src/ir/desired.js';
import { emptySchema } from '../../src/ir/schema.js';
import type { Migration, Plan } from '../../src/plan/plan.js';
import { isLeft } from '../../src/prelude.js';
import { readSource } from '../../src/read/registry.js';
import { planDocument } from '../../src/report/json.js';
import { problemsText } from '../../src/report/problems.js';
import { spellingOf } from '../../src/report/spelling.js';
import { violations } from '../report/schema.js';
import { describeEngines, type Scratch, scratch, showProblem } from '../support/engines.js';

const folder = fileURLToPath(new URL('../../examples/cases/', import.meta.url));
const text = (name: string, file: string): string => readFileSync(join(folder, name, file), 'utf8');

const spec = (name: string, file: string): Desired => {
  const read = readSource(file, file, text(name, file));
  if (isLeft(read)) throw new Error(problemsText(read.left));
  return read.right.desired;
};

interface Case {
  readonly name: string;
  readonly phases: ReadonlyArray<Migration['phase']>;
  /** What the way back may lose of other rows: two words do not say where three were cut. */
  readonly loses: ReadonlyArray<Loss['kind']>;
  /** What the table holds when all is done: some columns, by its key. */
  readonly asked: string;
  readonly holds: ReadonlyArray<ReadonlyArray<string | null>>;
}

const cases: ReadonlyArray<Case> = [
  {
    name: 'rename-password',
    phases: ['expand', 'contract'],
    loses: [],
    asked: 'SELECT id, password_hash AS a, email AS b FROM users ORDER BY id',
    holds: [
      ['1', 'x1', 'ann@example.org'],
      ['2', 'x2', 'bob@example.org'],
    ],
  },
  {
    name: 'split-name',
    phases: ['expand', 'contract'],
    loses: ['precision'],
    asked: 'SELECT id, first_name AS a, last_name AS b FROM users ORDER BY id',
    holds: [
      ['1', 'Ada', 'Lovelace'],
      ['2', 'Grace', 'Hopper'],
    ],
  },
  {
    name: 'unique-email',
    phases: [null],
    loses: [],
    asked: 'SELECT id, email AS a, email AS b FROM users ORDER BY id',
    holds: [
      ['2', 'ann@example.org', 'ann@example.org'],
      ['4', 'bob@example.org', 'bob@example.org'],
    ],
  },
  {
    name: 'drop-role',
    phases: [null, 'purge'],
    loses: [],
    asked: 'SELECT id, email AS a, email AS b FROM users ORDER BY id',
    holds: [
      ['1', 'ann@example.org', 'ann@example.org'],
      ['2', 'bob@example.org', 'bob@example.org'],
      ['3', 'eve@example.org', 'eve@example.org'],
    ],
  },
];

const sql = (m: Migration): ReadonlyArray<string> => m.up.flatMap((s) => s.statements.map((x) => x.sql));

describeEngines('the cases of the README', (engine) => {
  let db: Scratch;
  beforeAll(async () => {
    db = await scratch(engine);
  });
  afterAll(() => db.drop());

  const planned = async (to: Desired): Promise<Plan> => {
    const { dialect } = await db.database();
    const made = plan(whole(await db.introspect()), to, {
      dialect: dialect.id,
      serverVersion: dialect.version,
      online: 'never',
      now: Date.UTC(2026, 4, 27),
    });
    if (isLeft(made)) throw new Error(made.left.map(showProblem).join('\n'));
    return made.right;
  };
  const run = (m: Migration, way: 'up' | 'down'): Promise<void> => db.apply(m[way].flatMap((s) => s.statements));
  const rows = async (query: string): Promise<ReadonlyArray<ReadonlyArray<string>>> =>
    (await db.query(query)).map((r) => [r['id'], r['a'], r['b']].map(String));

  describe.each(cases)('$name', ({ name, phases, loses, asked, holds }) => {
    test('from the edit of the spec to the last step back', async () => {
      await db.reset();
      const { dialect } = await db.database();
      const before = plan(whole(emptySchema), spec(name, 'before.yaml'), {
        dialect: dialect.id,
        serverVersion: dialect.version,
      });
      if (isLeft(before)) throw new Error(before.left.map(showProblem).join('\n'));
      for (const m of before.right.migrations) await run(m, 'up');
      await db.exec(text(name, 'rows.sql'));
      const start = { dump: await db.dump(), content: await db.content() };

      const to = spec(name, 'users.yaml');
      const p = await assess(await planned(to), await db.database());
      expect(p.verdict, JSON.stringify(p.findings)).toBe('safe');
      expect(p.migrations.map((m) => m.phase)).toEqual(phases);
      const document = planDocument(p, { spelling: spellingOf(dialect), files: [], exitCode: 0 });
      expect(violations(JSON.parse(JSON.stringify(document)))).toEqual([]);
      const changes = p.migrations.filter((m) => m.phase !== 'purge');
      expect(changes.flatMap((m) => m.irreversible)).toEqual([]);
      expect(changes.flatMap((m) => m.down.flatMap((s) => s.loses.map((l) => l.kind)))).toEqual(loses);

      const between: Array<typeof start> = [];
      for (const [i, m] of changes.entries()) {
        between.push({ dump: await db.dump(), content: await db.content() });
        await run(m, 'up');
        const left = (await planned(to)).migrations.filter((x) => x.phase !== 'purge');
        expect(left.map(sql)).toEqual(changes.slice(i + 1).map(sql));
      }
      expect(await rows(asked)).toEqual(holds);

      for (const [i, m] of [...changes.entries()].reverse()) {
        await run(m, 'down');
        expect({ dump: await db.dump(), content: await db.content() }).toEqual(between[i]);
      }
      expect({ dump: await db.dump(), content: await db.content() }).toEqual(start);
    });
  });
});
