import { symlink } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { call, connected, everything, here, refusalOf, type Session, withProject } from './client.js';
import { database, files } from './project.js';

withProject(files, database);

const tool = 'framework__plan_migration';

let listener: Server;
let session: Session;
let connections = 0;
let before: ReadonlyArray<string> = [];
let port = 0;

beforeAll(async () => {
  listener = createServer(() => {
    connections += 1;
  });
  await new Promise<void>((done) => listener.listen(0, '127.0.0.1', done));
  const address = listener.address();
  port = typeof address === 'object' && address !== null ? address.port : 0;
  await symlink(here('../outside.yaml'), here('specs/link.yaml'));
  await symlink(here('..'), here('specs/up'));
  before = await everything();
  session = await connected();
});

afterAll(async () => {
  await session.close();
  listener.close();
});

/** `PORT` is where somebody listens who must not hear anything. */
const texts: ReadonlyArray<string> = [
  'postgres://127.0.0.1:PORT/x',
  'postgresql://u:p@127.0.0.1:PORT/x?options=-c%20default_transaction_read_only%3Doff',
  'mysql://127.0.0.1:PORT/x?multipleStatements=true',
  'mariadb://127.0.0.1:PORT/x',
  'http://127.0.0.1:PORT/spec.yaml',
  'https://evil.example/spec.yaml',
  'file:///etc/passwd',
  'sqlite:app.db',
  'sqlite:///etc/passwd',
  'app.db',
  'connection:main',
  'connection:../main',
  '--output=/tmp/altair-owned',
  '-x',
  '--config=../secret.env',
  '--help',
  '../outside.yaml',
  '../secret.env',
  '../../../../etc/passwd',
  '/etc/passwd',
  'specs/../../outside.yaml',
  'specs/link.yaml',
  'specs/up',
  'specs/up/outside.yaml',
  './/..//outside.yaml',
  '..',
  '/',
  '~/.ssh/id_rsa',
  'C:\\Windows\\system.ini',
  '\\\\host\\share\\x.yaml',
  'api/safe.yaml\u0000.txt',
  'api/safe.yaml@--output=/tmp/altair-owned',
  'api/safe.yaml@$(touch /tmp/altair-owned)',
  'api/safe.yaml@`id`',
  'api/safe.yaml; touch /tmp/altair-owned',
  "'; DROP TABLE users; --",
  'users; COMMIT; INSERT INTO users VALUES (9)',
  'entity:../../etc/passwd',
  'App\\..\\..\\User',
  '__proto__',
  'constructor',
  '\u001b[2J\u202e',
  'x'.repeat(1000),
  '🙂'.repeat(200),
];

const fields = ['from', 'to', 'connection', 'renames'] as const;

const withText = (field: (typeof fields)[number], text: string): Record<string, unknown> =>
  field === 'renames'
    ? { from: 'api/safe.yaml', renames: [text] }
    : field === 'from'
      ? { from: text }
      : { from: 'api/safe.yaml', [field]: text };

describe.each(fields)('hostile text as %s', (field) => {
  it.each(texts)('%j does no harm', async (text) => {
    const result = await call(session, tool, withText(field, text.replace('PORT', String(port))));
    expect(result.isError).toBe(true);
    expect(refusalOf(result).code).toMatch(/^[a-z]+[.a-z-]*$/);
    expect(refusalOf(result).code).not.toBe('defect');
    expect(result.text).not.toMatch(/canary|root:|PRIVATE KEY|[\u0000-\u001f\u202a-\u202e]/);
    expect(result.text.length).toBeLessThan(6000);
  });
});

describe('afterwards', () => {
  it('nobody was called, nothing was written, and the server still answers', async () => {
    for (const args of [
      { from: 'api/safe.yaml', output: '/tmp/altair-owned' },
      { from: 'api/safe.yaml', force: true },
      { from: 'api/safe.yaml', url: 'postgres://127.0.0.1/x' },
      { from: 'api/safe.yaml', sql: 'DROP TABLE users' },
      { from: ['api/safe.yaml'] },
      { from: { $ne: null } },
      { from: 'api/safe.yaml', renames: 'a:b' },
      { from: 'api/safe.yaml', driver: 'oracle' },
      { from: 'x'.repeat(100_000) },
    ])
      expect(refusalOf(await call(session, tool, args)).code).toBe('input.invalid');
    for (const name of ['schema', 'explain']) {
      const result = await call(session, name, { connection: `postgres://127.0.0.1:${port}/x`, code: '../x' });
      expect(result.isError).toBe(true);
    }
    expect((await call(session, tool, { from: 'api/safe.yaml' })).isError).toBe(false);
    expect(connections).toBe(0);
    expect(await everything()).toEqual(before);
    expect(session.mishaps).toEqual([]);
    expect(session.stderr()).toBe('');
  });

  it('turns a flood away without falling over', async () => {
    const answers = await Promise.all(
      Array.from({ length: 300 }, () => call(session, tool, { from: 'api/safe.yaml' })),
    );
    const busy = answers.filter((a) => a.isError);
    expect(busy.every((a) => refusalOf(a).code === 'busy' && refusalOf(a).retryable)).toBe(true);
    expect(answers.length - busy.length).toBeGreaterThanOrEqual(100);
  });
});
