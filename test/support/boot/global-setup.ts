/**
 * Before the tests that need servers: takes the ones named in the environment, starts the others, and tells the workers
 * where they are. Afterwards ends what it started and names the engines that could not be had.
 */
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startMariadb, startMysql } from './mysql.js';
import { startPostgres15, startPostgres18 } from './postgres.js';
import { type EngineId, makeTempFolder, type Outcome, removeFolder } from './server.js';

/** What a worker is told of an engine. */
export interface EngineInfo {
  readonly id: EngineId;
  readonly url: string | null;
  readonly how: string;
}

declare module 'vitest' {
  interface ProvidedContext {
    engines: ReadonlyArray<EngineInfo>;
    folder: string;
  }
}

const servers: ReadonlyArray<{
  readonly id: EngineId;
  readonly variable: string;
  readonly start: (folder: string) => Promise<Outcome>;
}> = [
  { id: 'postgres15', variable: 'ALTAIR_TEST_POSTGRES15', start: startPostgres15 },
  { id: 'postgres18', variable: 'ALTAIR_TEST_POSTGRES18', start: startPostgres18 },
  { id: 'mysql', variable: 'ALTAIR_TEST_MYSQL', start: startMysql },
  { id: 'mariadb', variable: 'ALTAIR_TEST_MARIADB', start: startMariadb },
];

export default async (project: TestProject): Promise<() => Promise<void>> => {
  const folder = await makeTempFolder();
  const outcomes = await Promise.all(
    servers.map(async ({ id, variable, start }) => {
      const given = process.env[variable];
      const outcome: Outcome = given
        ? { url: given, how: `$${variable}`, stop: async () => {} }
        : await start(join(folder, id));
      return { id, outcome };
    }),
  );
  const infos = outcomes.map(
    ({ id, outcome }): EngineInfo =>
      'missing' in outcome ? { id, url: null, how: outcome.missing } : { id, url: outcome.url, how: outcome.how },
  );
  project.provide('engines', [...infos, { id: 'sqlite', url: `file:${folder}`, how: 'better-sqlite3' }]);
  project.provide('folder', folder);

  return async () => {
    await Promise.all(outcomes.map(({ outcome }) => ('missing' in outcome ? undefined : outcome.stop())));
    await removeFolder(folder);
    const missing = infos.filter((i) => i.url === null);
    for (const { id, how } of missing) console.error(`\nENGINE NOT TESTED: ${id} — ${how}`);
    if (missing.length > 0 && process.env['CI'] === 'true') process.exitCode = 1;
  };
};
