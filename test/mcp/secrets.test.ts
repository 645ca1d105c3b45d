/** Nothing that the server sends or logs holds a password, or a value of a row. */
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { expect, it } from 'vitest';
import { describeEngines, scratch } from '../support/engines.js';
import { here, overheard, withProject } from './client.js';

const secret = 'hunter2-Canary/9';
const encoded = encodeURIComponent(secret);
const value = 'row-canary-4711';
const forms = [secret, encoded, Buffer.from(secret).toString('base64'), value];

const spec = `persistence:
  entities:
    - table: people
      fields:
        id: { type: int, primary: true }
        email: { type: string(60), unique: true }
        code: { type: int, nullable: true, using: "CAST(code AS int)" }
        name: { type: string(2), nullable: true }
`;

withProject(
  { 'api/people.yaml': spec, 'api/wrong.yaml': spec.replace('CAST(code AS int)', 'CAST(code AS (') },
  'SELECT 1',
);

const handshake = [
  {
    id: 1,
    method: 'initialize',
    params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'test', version: '1' } },
  },
  { method: 'notifications/initialized' },
  { id: 2, method: 'logging/setLevel', params: { level: 'debug' } },
  { id: 3, method: 'tools/list' },
  { id: 4, method: 'resources/list' },
];

describeEngines('what the server says', (engine) => {
  it('never holds a password or a value', async () => {
    const db = await scratch(engine);
    // Listens, and hangs up at once.
    const wall = createServer((socket) => socket.destroy());
    await new Promise<void>((done) => wall.listen(0, '127.0.0.1', done));
    const address = wall.address();
    const closed = typeof address === 'object' && address !== null ? address.port : 0;
    try {
      await db.exec(
        'CREATE TABLE people (id int NOT NULL PRIMARY KEY, email varchar(60) NOT NULL, code varchar(60), name varchar(60))',
      );
      await db.exec(`INSERT INTO people VALUES (1, '${value}', '${value}', '${value}'), (2, '${value}', NULL, NULL)`);
      const { driver, host, port, user, password, database } = db.target;
      const at = (pass: string | null, p = port, more = ''): string =>
        driver === 'sqlite'
          ? `sqlite:${database}`
          : `${driver}://${user}${pass === null ? '' : `:${pass}`}@${host}:${p}/${database}${more}`;
      const urls = [
        // PostgreSQL here trusts whoever comes.
        at(driver === 'postgres' ? encoded : password),
        at(encoded),
        at(encoded, closed),
        at(encoded, port, '?sslmode=verify-full'),
        at(encoded, port, `?password=${encoded}`),
        at(secret),
        `${driver}://${user}:${encoded}@no-such-host.invalid:${port}/${database}`,
        `sqlite:/no/such/${secret}.db`.replace(secret, 'file'),
      ];
      const connections = urls.map((url, i) => `  c${i}: { url: ${JSON.stringify(url)} }\n`).join('');
      await writeFile(here('altair.config.yaml'), `connections:\n${connections}default_connection: c0\n`);
      const tool = 'framework__plan_migration';
      const calls = urls.flatMap((_, i) => [
        { name: tool, arguments: { from: 'api/people.yaml', connection: `c${i}`, detail: 'full' } },
        { name: 'schema', arguments: { connection: `c${i}` } },
      ]);
      const more = [
        { name: tool, arguments: { from: 'api/wrong.yaml', connection: 'c0' } },
        { name: tool, arguments: { from: at(encoded), connection: 'c0' } },
        { name: tool, arguments: { from: 'api/people.yaml', connection: at(encoded) } },
        { name: tool, arguments: { from: 'api/people.yaml', connection: 'c0', password: secret } },
      ];
      const requests = [...calls, ...more].map((params, i) => ({
        id: 10 + i,
        method: 'tools/call',
        params: { ...params, _meta: { progressToken: i } },
      }));
      const said = await overheard([...handshake, ...requests], 4 + requests.length, {
        DATABASE_URL: at(encoded),
        DB_PASSWORD: secret,
      });
      for (const form of forms) expect(said).not.toContain(form);
      expect(said).toContain('add-unique');
      expect(said).toContain('notifications/progress');
      expect(said.match(/"isError":true/g)?.length ?? 0).toBeGreaterThan(4);
    } finally {
      wall.close();
      await db.drop();
    }
  });
});
