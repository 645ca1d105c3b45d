/**
 * What a plan says of a busy table, asked of the servers: every kind of change on every kind of odd table. Each clause
 * (ALGORITHM, LOCK) is taken, what is said not to keep others from writing does not, and rows are written anew only where
 * that is said.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { plan } from '../../src/compile.js';
import { whole } from '../../src/ir/desired.js';
import type { Schema, Table } from '../../src/ir/schema.js';
import type { SqlStatement } from '../../src/plan/plan.js';
import { isLeft } from '../../src/prelude.js';
import { describeEngines, type Scratch, scratch } from '../support/engines.js';
import { changes, renames, usings } from './online-mysql/changes.js';
import { type Odd, odds } from './online-mysql/tables.js';
import { mayTryAgain } from './writer/client.js';

const clause = /, (?:ALGORITHM|LOCK)=[A-Z]+(?:, LOCK=[A-Z]+)?$/;
const isChange = (sql: string): boolean => /^(?:ALTER TABLE|(?:CREATE|DROP) (?:\w+ )?INDEX) /.test(sql);

/** Those that tell in every run, of the others one in ten; with ALTAIR_RUNS_FACTOR=10 all of them. */
const share = Math.max(1, Math.round(10 / Number(process.env['ALTAIR_RUNS_FACTOR'] ?? '1')));
const isTried = (odd: Odd, called: string, n: number): boolean =>
  odd.telling.includes(called) || (!odd.slow && (odds.indexOf(odd) * 7 + n) % share === 0);

/** InnoDB's own lists lock what they read of the dictionary: beside others' changes one is now and then a deadlock's victim. */
const again = async <A>(read: () => Promise<A>, attempts = 20): Promise<A> =>
  read().catch((e: unknown) => {
    if (attempts === 0 || !(e instanceof Error) || !mayTryAgain.test(e.message)) throw e;
    return again(read, attempts - 1);
  });

describeEngines(
  'online changes of odd tables',
  (engine) => {
    const id = engine.id === 'mysql' ? 'mysql' : 'mariadb';
    let db: Scratch;
    beforeAll(async () => {
      db = await scratch(engine);
    });
    afterAll(() => db.drop());

    /** One of many tables, with those that its keys go to and come from. */
    const alone = (s: Schema, { name }: Table): Schema => ({
      ...s,
      tables: s.tables.filter((x) => ['p', name.name, `c_${name.name}`].includes(x.name.name)),
      opaque: s.opaque.filter((o) => o.on?.name === name.name),
    });
    const swap = (s: Schema, t: Table): Schema => ({
      ...s,
      tables: s.tables.map((x) => (x.name.name === t.name.name ? t : x)),
    });

    /** By the name of the table, what its rows are kept under: another number, other rows. */
    const storage = async (): Promise<ReadonlyMap<string, string>> => {
      const catalog = id === 'mysql' ? 'INNODB_TABLES' : 'INNODB_SYS_TABLES';
      const rows = await again(() =>
        db.query(
          `SELECT NAME AS name, TABLE_ID AS id FROM information_schema.${catalog} WHERE NAME LIKE '${db.target.database}/%'`,
        ),
      );
      return new Map(rows.map((r) => [String(r['name']).split(/[/#]/)[1] ?? '', String(r['id'])]));
    };

    const attempt = async (sql: string): Promise<string | null> =>
      db.exec(sql).then(
        () => null,
        (e: unknown) => (e instanceof Error ? (e.message.split('\n')[0] ?? '') : String(e)),
      );

    /** What is not as it was said of the statement; null when it cannot be carried out, whatever is said. */
    const run = async (name: string, { sql, locks }: SqlStatement): Promise<ReadonlyArray<string> | null> => {
      if (!isChange(sql)) return (await attempt(sql)) === null ? [] : null;
      const said = clause.test(sql);
      const blocks = said ? null : await attempt(`${sql}${sql.startsWith('ALTER') ? ',' : ''} LOCK=NONE`);
      if (said || blocks !== null) {
        const error = await attempt(sql);
        if (error !== null) return (await attempt(sql.replace(clause, ''))) === null ? [`${error} in: ${sql}`] : null;
      }
      const own = locks.find((l) => l.table.name === name);
      return own === undefined || (blocks !== null && !own.blocksWrites) ? [`${blocks ?? 'no lock'} in: ${sql}`] : [];
    };

    test.each(odds.filter((o) => o.on.includes(id)))('$called', async (odd) => {
      await db.reset();
      await db.exec('CREATE TABLE p (id int PRIMARY KEY); INSERT INTO p VALUES (1)');
      const make = (name: string): Promise<void> =>
        db.exec(odd.make.map((sql) => sql.replace(/\bT\b/g, name).replace(/_T\b/g, `_${name}`)).join(';\n'));
      await make('t');
      const { dialect } = await db.database();
      const first = (await db.introspect()).tables.find((t) => t.name.name === 't');
      const here = Object.entries(changes).flatMap(([called, change], n) =>
        first === undefined || change(first, id) === null || !isTried(odd, called, n)
          ? []
          : [{ called, change, name: `t${n}` }],
      );
      for (const { name } of here) await make(name);
      const current = await db.introspect();
      const before = await storage();
      const lies: string[] = [];
      const rewritten = new Map<string, boolean>();
      for (const { called, change, name } of here) {
        const t = current.tables.find((x) => x.name.name === name);
        const to = t === undefined ? null : change(t, id);
        if (t === undefined || to === null) throw new Error(`${called} is nothing to ${name}`);
        const [old, now] = renames[called] ?? [];
        const [worked, value] = usings[called] ?? [];
        const data =
          worked === undefined || value === undefined
            ? []
            : [{ kind: 'Using' as const, table: t.name, column: worked, value, at: null }];
        const made = plan(
          whole(alone(current, t)),
          { ...whole(swap(alone(current, t), to)), data },
          {
            dialect: dialect.id,
            serverVersion: dialect.version,
            online: 'always',
            ...(old === undefined && worked === undefined ? {} : { strategy: 'single' }),
            ...(old === undefined ? {} : { renames: [`${name}.${old}:${name}.${now}`] }),
          },
        );
        if (isLeft(made)) continue;
        const statements = made.right.migrations.flatMap((m) => m.up.flatMap((s) => s.statements));
        let done: SqlStatement[] = [];
        for (const s of statements) {
          const found = await run(name, s);
          if (found === null) break;
          lies.push(...found.map((l) => `${called}: ${l}`));
          done = [...done, s];
        }
        rewritten.set(
          called,
          done.some((s) => s.locks.some((l) => l.table.name === name && l.rewrites)),
        );
        await db.exec('UNLOCK TABLES; SET SESSION lock_wait_timeout = DEFAULT');
      }
      const after = await storage();
      for (const { called, name } of here)
        if (rewritten.get(called) === false && before.get(name) !== after.get(name) && !odd.hides)
          lies.push(`${called}: rows are written anew`);
      expect(lies).toEqual([]);
    });
  },
  ['mysql', 'mariadb'],
);
