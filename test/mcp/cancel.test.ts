import { expect, it } from 'vitest';
import { describeEngines, scratch } from '../support/engines.js';
import { connected, withProject } from './client.js';

/** Longer than anybody waits, so that only being ended ends it. */
const slow = {
  postgres: `length(repeat(email, 100000000)) >= 0`,
  mysql: `length(sha2(repeat(email, 1000000), 512)) >= 0`,
} as const;

const spec = (check: string): string => `persistence:
  entity:
    table: users
    fields:
      id:    { type: bigint, primary: true }
      email: { type: string }
    checks:
      - { name: slow, expr: { ${check} } }
`;

withProject(
  {
    'api/postgres.yaml': spec(`postgres: "${slow.postgres}"`),
    'api/mysql.yaml': spec(`mysql: "${slow.mysql}", mariadb: "${slow.mysql}"`),
    'altair.config.yaml': 'connections: { main: { url_env: URL } }\n',
  },
  '',
);

const busy = {
  postgres: `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND state = 'active'
    AND application_name = 'altair-plan' AND query LIKE '%repeat%'`,
  mysql: `SELECT id FROM information_schema.processlist WHERE db = database() AND id <> connection_id() AND info LIKE '%sha2%'`,
} as const;

const waitFor = async (what: () => Promise<boolean>, most: number): Promise<number> => {
  const start = performance.now();
  while (!(await what())) {
    if (performance.now() - start > most) return Number.POSITIVE_INFINITY;
    await new Promise((go) => setTimeout(go, 20));
  }
  return performance.now() - start;
};

describeEngines(
  'a cancelled call',
  (engine) => {
    // Again when the machine is too busy to answer within a second; never with a longer one.
    it('ends its question on the server within a second', { retry: 3 }, async () => {
      const db = await scratch(engine);
      const { driver, user, password, host, port, database } = db.target;
      const kind = driver === 'postgres' ? 'postgres' : 'mysql';
      const login = user === null ? '' : `${user}${password === null ? '' : `:${password}`}@`;
      const s = await connected({ URL: `${driver}://${login}${host}:${port}/${database}` });
      try {
        await db.exec('CREATE TABLE users (id bigint PRIMARY KEY, email varchar(255) NOT NULL)');
        await db.exec(
          `INSERT INTO users VALUES ${Array.from({ length: 500 }, (_, i) => `(${i}, 'user${i}')`).join(', ')}`,
        );
        const isBusy = async (): Promise<boolean> => (await db.query(busy[kind])).length > 0;
        const stop = new AbortController();
        const call = s.client
          .callTool(
            { name: 'framework__plan_migration', arguments: { from: `api/${kind}.yaml`, connection: 'main' } },
            undefined,
            {
              signal: stop.signal,
            },
          )
          .then(
            (r) => `answered: ${JSON.stringify(r.content).slice(0, 1000)}`,
            () => 'cancelled',
          );
        const started = await Promise.race([waitFor(isBusy, 20_000), call]);
        expect(typeof started, String(started)).toBe('number');
        stop.abort();
        expect(await call).toBe('cancelled');
        expect(await waitFor(async () => !(await isBusy()), 5000)).toBeLessThan(1000);
        // The server of the protocol goes on.
        expect((await s.client.callTool({ name: 'explain', arguments: {} })).isError).toBeUndefined();
        expect(s.mishaps).toEqual([]);
      } finally {
        await s.close();
        await db.drop();
      }
    });
  },
  ['postgres15', 'postgres18', 'mysql', 'mariadb'],
);
