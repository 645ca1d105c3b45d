/** Who cancels a call, or goes away, leaves nothing behind that the server of the database still works on. */
import { expect, it } from 'vitest';
import { describeEngines, type Scratch, scratch } from '../support/engines.js';
import { fill, isBusy, killed, slowSpec, until, urlOf } from '../support/slow.js';
import { connected, type Session, withProject } from './client.js';

withProject({ 'api/users.yaml': slowSpec(), 'altair.config.yaml': 'connections: { main: { url_env: URL } }\n' }, '');

interface Asked {
  readonly session: Session;
  readonly db: Scratch;
  /** Ended from outside before. */
  readonly before: number;
  readonly stop: AbortController;
  readonly call: Promise<string>;
}

/** A call whose question the engine is busy with. */
const asking = async (db: Scratch): Promise<Asked> => {
  await fill(db);
  const session = await connected({ URL: urlOf(db) });
  const before = await killed(db);
  const stop = new AbortController();
  const args = { from: 'api/users.yaml', connection: 'main' };
  const call = session.client
    .callTool({ name: 'framework__plan_migration', arguments: args }, undefined, { signal: stop.signal })
    .then(
      (r) => `answered: ${JSON.stringify(r.content).slice(0, 1000)}`,
      () => 'cancelled',
    );
  const started = await Promise.race([until(() => isBusy(db), 'the question'), call]);
  expect(started).toBeUndefined();
  return { session, db, before, stop, call };
};

/** The engine's own word for it: it is not busy, and a server has ended the session because it was told to. */
const ended = async ({ db, before }: Asked): Promise<void> => {
  await until(async () => !(await isBusy(db)), 'the end of the question');
  if (db.engine.dialect !== 'sqlite')
    await until(async () => (await killed(db)) > before, 'the server’s own word for it');
};

describeEngines('a cancelled call', (engine) => {
  it('ends its question on the server', async () => {
    const db = await scratch(engine);
    const asked = await asking(db);
    try {
      asked.stop.abort();
      expect(await asked.call).toBe('cancelled');
      await ended(asked);
      // The server of the protocol goes on.
      const explained = await asked.session.client.callTool({ name: 'explain', arguments: {} });
      expect(explained.isError).toBeUndefined();
      expect(asked.session.mishaps).toEqual([]);
    } finally {
      await asked.session.close();
      await db.drop();
    }
  });
});

describeEngines('a client that goes away', (engine) => {
  it('ends its question on the server', async () => {
    const db = await scratch(engine);
    const asked = await asking(db);
    try {
      await asked.session.close();
      await ended(asked);
    } finally {
      await asked.session.close();
      await db.drop();
    }
  });
});
