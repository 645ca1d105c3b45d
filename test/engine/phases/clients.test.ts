/** The statements of two phases in a file for the engine's own client: none of them needs another delimiter. */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { qname } from '../../../src/ir/name.js';
import type { Statement } from '../../../src/sql/ast.js';
import { findProgram } from '../../support/boot/server.js';
import { describeEngines } from '../../support/engines.js';
import { backfill, type Ground, ok, openGround, printed, syncOf, verification } from './ground.js';
import { scenarios } from './scenario.js';

const programs: Readonly<Record<string, readonly [ReadonlyArray<string>, ReadonlyArray<string>]>> = {
  postgres: [['psql'], []],
  mysql: [['mysql'], ['/usr/bin']],
  mariadb: [['mariadb', 'mysql'], ['/usr/bin']],
  sqlite: [['sqlite3'], ['/usr/bin']],
};

describeEngines('two phases from a file', (engine) => {
  let ground: Ground;
  const folder = mkdtempSync(join(tmpdir(), 'altair-client-'));
  beforeAll(async () => {
    ground = await openGround(engine);
  });
  afterAll(async () => {
    await ground?.db.drop();
    rmSync(folder, { recursive: true, force: true });
  });
  beforeEach(() => ground.db.reset());

  const [names = [], folders = []] = programs[engine.dialect] ?? [];
  const program = findProgram([...names], [...folders]);

  const client = (sql: string): Promise<string> => {
    const { host, port, user, database } = ground.db.target;
    const file = join(folder, 'it.sql');
    writeFileSync(file, sql);
    const at = [host, String(port), user ?? 'root'];
    const server = ['-h', at[0] ?? '', '-P', at[1] ?? '', '-u', at[2] ?? '', database];
    const call = {
      postgres: `psql -q -v ON_ERROR_STOP=1 -h ${at[0]} -p ${at[1]} -U ${at[2]} -d ${database} -f ${file}`,
      mysql: `"${program}" ${server.join(' ')} < ${file}`,
      mariadb: `"${program}" ${server.join(' ')} < ${file}`,
      sqlite: `"${program}" -bail ${database} < ${file}`,
    }[engine.dialect];
    return new Promise((resolve) => {
      execFile('/bin/sh', ['-c', call], (error, stdout, stderr) =>
        resolve(error === null ? stdout : `failed: ${stderr}${stdout}`),
      );
    });
  };

  test.skipIf(program === null).each(scenarios.filter((s) => /default|two to one|one way/.test(s.name)))(
    '$name',
    async (s) => {
      const sync = syncOf(ground.dialect, s);
      const { dialect } = ground;
      await ground.create(sync.table);
      const make = s.old.columns.map((c) => dialect.quote(c.name)).join(', ');
      const values = Array.from({ length: 20 }, (_, i) => `(${i}, ${s.old.columns.map(() => `'v${i}'`).join(', ')})`);
      await ground.db.exec(`INSERT INTO t (id, ${make}) VALUES ${values.join(', ')}`);
      const objects = ok(dialect.phases.sync(sync));
      const alias = ok(
        dialect.phases.alias({
          table: sync.table,
          oldName: qname("it's; old"),
          columns: sync.table.columns.map((c) => ({ name: c.name, of: c.name })),
        }),
      );
      const create = [...objects, ...alias].map(({ object }): Statement => ({ kind: 'CreateObject', object }));
      const drop = [...objects, ...alias]
        .reverse()
        .map(({ object, drop: text }): Statement => ({ kind: 'DropObject', object, drop: text }));
      const schema = { tables: [sync.table], enums: [], opaque: [] };
      const file = (...statements: ReadonlyArray<Statement>) => {
        const frame = dialect.frame(statements);
        const all = printed(dialect, schema, ...frame.outsideBefore, ...statements, ...frame.outsideAfter);
        return all.map(({ sql }) => `${sql};\n`).join('');
      };
      const message = 'rows of t differ; it\'s \\ "so"';
      expect(
        await client(
          file(
            ...create,
            backfill(dialect, sync, { key: ['id'], size: 6, rows: 20 }),
            verification(dialect, sync, message),
          ),
        ),
      ).toBe('');
      expect((await ground.db.introspect()).opaque.length).toBe(create.length);
      const [column] = s.fresh.columns;
      await ground.db.exec(`INSERT INTO t (id, ${make}) VALUES (99, ${s.old.columns.map(() => "'z'").join(', ')})`);
      const [row] = await ground.db.query(`SELECT ${dialect.quote(column?.name ?? '')} AS v FROM t WHERE id = 99`);
      expect(row?.['v']).toContain('z');
      expect(await client(file(...drop))).toBe('');
      // What only the new release wrote, where nothing follows from it, is no fault.
      const out = /one way/.test(s.name) ? 'NULL' : "'out'";
      await ground.db.exec(`UPDATE t SET ${dialect.quote(column?.name ?? '')} = ${out} WHERE id = 99`);
      const failed = await client(file(verification(dialect, sync, message)));
      expect(failed).toMatch(/^failed: /);
      expect(failed).toContain('rows of t differ; it');
    },
  );
});
