/** A password, and a value of a row, appear in nothing that the program says, whatever goes wrong. */
import { createServer } from 'node:net';
import { expect, it } from 'vitest';
import { describeEngines, scratch } from '../support/engines.js';
import { altairWith, here, put, withAltair } from './altair.js';

withAltair();

const secret = 'hunter2-Canary/9';
const encoded = encodeURIComponent(secret);
const value = 'row-canary-4711';

const forms = [secret, encoded, Buffer.from(secret).toString('base64'), value];

const formats = ['human', 'json', 'markdown', 'github', 'sarif', 'html'] as const;

const spec = `persistence:
  entities:
    - table: people
      fields:
        id: { type: int, primary: true }
        email: { type: string(20), unique: true }
        code: { type: int, nullable: true, using: "CAST(code AS int)" }
        name: { type: string(2), nullable: true }
        team: { type: int, nullable: true, references: teams.id }
        added: { type: int, backfill: "CAST(email AS int)" }
      checks:
        - { name: short, expr: "char_length(email) < 3" }
    - table: teams
      fields:
        id: { type: int, primary: true }
`;

describeEngines('what the program says', (engine) => {
  it('never holds a password or a value', async () => {
    const db = await scratch(engine);
    // Listens, and hangs up at once.
    const wall = createServer((socket) => socket.destroy());
    await new Promise<void>((done) => wall.listen(0, '127.0.0.1', done));
    const address = wall.address();
    const closed = typeof address === 'object' && address !== null ? address.port : 0;
    try {
      await db.exec(
        'CREATE TABLE people (id int NOT NULL PRIMARY KEY, email varchar(60) NOT NULL, code varchar(60), name varchar(60), team int)',
      );
      await db.exec('CREATE TABLE teams (id int NOT NULL PRIMARY KEY)');
      await db.exec(
        `INSERT INTO people VALUES (1, '${value}', '${value}', '${value}', 7), (2, '${value}', NULL, NULL, 8)`,
      );
      const { driver, host, port, user, password, database } = db.target;
      const at = (pass: string, p = port, more = ''): string =>
        driver === 'sqlite' ? `sqlite:${database}` : `${driver}://${user}:${pass}@${host}:${p}/${database}${more}`;
      const urls =
        driver === 'sqlite'
          ? [at('')]
          : [
              // Trusted, or refused because of it.
              // PostgreSQL here trusts whoever comes; the others want what is right.
              driver === 'postgres' ? at(encoded) : at(password ?? '').replace(':@', '@'),
              at(encoded),
              at(encoded, closed),
              at(encoded, port, '?sslmode=require'),
              at(encoded, port, '?sslmode=verify-full'),
              at(encoded, port, `?password=${encoded}`),
              `${driver}://${user}:${secret}@${host}:${port}/${database}`,
              `${driver}://nobody:${encoded}@${host}:${port}/${database}`,
              `${driver}://${user}:${encoded}@${host}:${port}/no-such-database`,
              `${driver}://${user}:${encoded}@no-such-host.invalid:${port}/${database}`,
            ];
      await put({
        'api/people.yaml': spec,
        'api/wrong/people.yaml': spec.replace('"CAST(email AS int)"', '"CAST(email AS ("'),
      });
      const said: string[] = [];
      const run = async (env: Record<string, string>, ...args: ReadonlyArray<string>): Promise<void> => {
        const ended = await altairWith(env, args);
        said.push(`${args.join(' ').replaceAll(encoded, '').replaceAll(secret, '')}\n${ended.stdout}\n${ended.stderr}`);
      };
      const plan = 'db:migration-plan';
      for (const format of formats)
        await run(
          { DATABASE_URL: urls[0] ?? '' },
          plan,
          'api/people.yaml',
          `--format=${format}`,
          '--trace',
          '--output=out',
        );
      for (const url of urls) {
        await run({ DATABASE_URL: url }, plan, 'api/people.yaml', '--format=json', '--trace');
        await run({ DATABASE_URL: url }, 'doctor', '--format=json', '--trace');
        await run({ DATABASE_URL: url }, 'db:schema', '--format=json', '--trace');
      }
      await run({ DATABASE_URL: urls[0] ?? '' }, 'doctor');
      await run({ DATABASE_URL: urls[0] ?? '' }, 'db:schema');
      await run({ DATABASE_URL: urls[0] ?? '' }, plan, 'api/people.yaml', '--show-values');
      const [first = '', bad = first] = urls;
      await run({ DATABASE_URL: first }, plan, 'api/wrong/people.yaml', '--trace');
      await run({}, plan, 'api/people.yaml', `--db=${bad}`, '--trace');
      await run({}, 'db:schema', `--db=${bad}`, '--trace');
      await run({}, plan, `--from=${bad}`, 'api/people.yaml', '--trace');
      await put({
        '.secrets': `DATABASE_URL=${urls[2] ?? first}\n`,
        'altair.config.yaml': `connections:\n  main: { url: "${urls[3] ?? first}" }\n`,
      });
      await run({}, plan, 'api/people.yaml', '--env-file=.secrets', '--trace');
      await run({}, plan, 'api/people.yaml', '--db=main', '--trace');
      await run({}, 'doctor', '--db=main');
      for (const form of forms) for (const text of said) expect(text).not.toContain(form);
      expect(said.join('')).toMatch(/add-unique|duplicate/);
      expect(said.length).toBeGreaterThanOrEqual(driver === 'sqlite' ? 15 : 30);
      expect(here()).not.toBe('');
    } finally {
      wall.close();
      await db.drop();
    }
  });
});
