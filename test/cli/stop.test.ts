/** Ctrl-C: what runs on the server ends too, nothing is written, and the caller is told by the exit code. */
import { existsSync, readdirSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { dirname } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeEngines, type Scratch, scratch } from '../support/engines.js';
import { fill, isBusy, killed, slowSpec, until, urlOf } from '../support/slow.js';
import { here, put, startAltair, withAltair } from './altair.js';

withAltair();

const args = (url: string, ...more: ReadonlyArray<string>): ReadonlyArray<string> => [
  'db:migration-plan',
  'users.yaml',
  `--db=${url}`,
  '--output=written/',
  '--allow-unproven',
  ...more,
];

describeEngines('a program that is stopped', (engine) => {
  let db: Scratch;
  beforeAll(async () => {
    db = await scratch(engine);
    await fill(db);
  });
  afterAll(() => db.drop());

  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('by %s ends its question, writes nothing and says %i', async (signal, code) => {
    await put({ 'users.yaml': slowSpec() });
    const before = [await killed(db), await db.dump(), JSON.stringify(await db.content())];
    const program = startAltair({}, args(urlOf(db), '--format=json'));
    await Promise.race([until(() => isBusy(db), 'the question'), program.ended]);
    program.signal(signal);
    const { code: ended, stdout, stderr } = await program.ended;
    expect(ended, stderr).toBe(code);
    expect(stderr).toBe('error: stopped; nothing was written\n');
    expect(JSON.parse(stdout)).toMatchObject({ exit_code: code });
    expect(existsSync(here('written'))).toBe(false);
    await until(async () => !(await isBusy(db)), 'its end');
    const isServer = engine.dialect !== 'sqlite';
    if (isServer) await until(async () => (await killed(db)) > Number(before[0]), 'the server’s own word for it');
    expect([await db.dump(), JSON.stringify(await db.content())]).toEqual(before.slice(1));
    if (!isServer)
      expect(readdirSync(dirname(db.target.database)).filter((n) => /-(wal|shm|journal)$/.test(n))).toEqual([]);
  });
});

describeEngines(
  'a program that is killed',
  (engine) => {
    it('leaves no process of its own behind', async () => {
      const db = await scratch(engine);
      try {
        await fill(db);
        await put({ 'users.yaml': slowSpec() });
        const program = startAltair({}, args(urlOf(db)));
        await until(() => isBusy(db), 'the question');
        program.signal('SIGKILL');
        await program.ended;
        await until(async () => !(await isBusy(db)), 'its end');
      } finally {
        await db.drop();
      }
    });
  },
  ['sqlite'],
);

/** Lets the first connection through to a server; those after it are taken and never answered. */
const deafAfterOne = async (host: string, port: number): Promise<{ port: number; close: () => void }> => {
  const sockets: Socket[] = [];
  const server = createServer((ours) => {
    sockets.push(ours.on('error', () => {}));
    if (sockets.length > 1) return;
    const theirs = connect(port, host).on('error', () => {});
    sockets.push(theirs);
    ours.pipe(theirs).pipe(ours);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    close: () => {
      for (const s of sockets) s.destroy();
      server.close();
    },
  };
};

describeEngines(
  'a server that does not hear',
  (engine) => {
    it('is not waited for long, and not at all the second time', async () => {
      const db = await scratch(engine);
      const deaf = await deafAfterOne(db.target.host, db.target.port);
      try {
        await fill(db);
        await put({ 'users.yaml': slowSpec() });
        const url = urlOf(db).replace(`:${db.target.port}/`, `:${deaf.port}/`);
        const program = startAltair({}, args(url));
        await until(() => isBusy(db), 'the question');
        program.signal('SIGINT');
        await new Promise((go) => setTimeout(go, 300));
        const again = performance.now();
        program.signal('SIGINT');
        expect((await program.ended).code).toBe(130);
        // The first one alone would take two seconds.
        expect(performance.now() - again).toBeLessThan(1500);
      } finally {
        deaf.close();
        await db.drop();
      }
    });
  },
  ['postgres18'],
);

describe('a host that never answers', () => {
  it('does not keep the program from ending', async () => {
    await put({ 'users.yaml': slowSpec() });
    const reached = { yet: false };
    const server = createServer((socket) => {
      reached.yet = true;
      socket.on('error', () => {});
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    for (const driver of ['postgres', 'mysql']) {
      reached.yet = false;
      const program = startAltair({}, args(`${driver}://u:secret@127.0.0.1:${port}/d`));
      await until(async () => reached.yet, 'the connection');
      program.signal('SIGINT');
      const { code, stderr } = await program.ended;
      expect([code, stderr]).toEqual([130, 'error: stopped; nothing was written\n']);
    }
    server.close();
  });
});
