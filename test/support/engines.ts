/** The engines of this run, and scratch databases on them. Import this in tests; boot/ and engine/ are its inside. */
import { describe, inject } from 'vitest';
import type { Connect, Database } from '../../src/edge/database.js';
import type { DialectId } from '../../src/ir/expression.js';
import type { Problem } from '../../src/ir/problem.js';
import type { Schema } from '../../src/ir/schema.js';
import type { SqlStatement } from '../../src/plan/plan.js';
import { isLeft } from '../../src/prelude.js';
import type { EngineId } from './boot/server.js';
import { openMysql } from './engine/mysql.js';
import { openPostgres } from './engine/postgres.js';
import type { Session } from './engine/session.js';
import { openSqlite } from './engine/sqlite.js';

export type { EngineId } from './boot/server.js';
export type { Content } from './engine/session.js';

export interface Engine {
  readonly id: EngineId;
  readonly dialect: DialectId;
  /** Null when this run could not have it; `how` then says why. */
  readonly url: string | null;
  readonly how: string;
}

const dialects: Readonly<Record<EngineId, DialectId>> = {
  postgres15: 'postgres',
  postgres18: 'postgres',
  mysql: 'mysql',
  mariadb: 'mariadb',
  sqlite: 'sqlite',
};

/** Every engine, also the ones this run could not have. */
export const engines = (): ReadonlyArray<Engine> => inject('engines').map((e) => ({ ...e, dialect: dialects[e.id] }));

/** One `describe` an engine; skipped where the engine is missing (the run then ends with its name, and in CI fails). */
export const describeEngines = (
  title: string,
  body: (engine: Engine) => void,
  only: ReadonlyArray<EngineId> | null = null,
): void => {
  for (const engine of engines().filter((e) => only === null || only.includes(e.id)))
    describe.skipIf(engine.url === null)(`${title} · ${engine.id}`, () => body(engine));
};

export interface Scratch extends Session {
  readonly engine: Engine;
  /** A plan's statements, each in the transaction it asks for. The failing one is named. */
  readonly apply: (statements: ReadonlyArray<SqlStatement>) => Promise<void>;
  /** Through src/edge, on a connection that stays open. Throws what went wrong in words. */
  readonly introspect: () => Promise<Schema>;
  readonly database: () => Promise<Database>;
}

const connectors: Readonly<Record<DialectId, () => Promise<{ readonly connect: Connect }>>> = {
  postgres: () => import('../../src/edge/postgres.js'),
  mysql: () => import('../../src/edge/mysql.js'),
  mariadb: () => import('../../src/edge/mysql.js'),
  sqlite: () => import('../../src/edge/sqlite.js'),
};

const session = (engine: Engine): Promise<Session> => {
  if (engine.url === null) throw new Error(`${engine.id} is not there: ${engine.how}`);
  switch (engine.id) {
    case 'postgres15':
      return openPostgres(engine.url, 15);
    case 'postgres18':
      return openPostgres(engine.url, 18);
    case 'mysql':
    case 'mariadb':
      return openMysql(engine.url, engine.id);
    case 'sqlite':
      return openSqlite(inject('folder'));
  }
};

export const showProblem = (p: Problem): string =>
  `${p.code} ${JSON.stringify(p.data)}${p.hint === null ? '' : ` — ${p.hint}`}`;

/** A fresh, empty database on the engine. End it with drop(). */
export const scratch = async (which: EngineId | Engine): Promise<Scratch> => {
  const engine = typeof which === 'string' ? engines().find((e) => e.id === which) : which;
  if (engine === undefined) throw new Error(`no such engine: ${String(which)}`);
  const inner = await session(engine);
  let reading: Database | null = null;

  const statement = async (sql: string): Promise<void> => {
    try {
      await inner.exec(sql);
    } catch (e) {
      throw new Error(`${e instanceof Error ? e.message : String(e)}\n  in: ${sql}`);
    }
  };

  const database = async (): Promise<Database> => {
    if (reading !== null) return reading;
    const { connect } = await connectors[engine.dialect]();
    const opened = await connect(inner.target);
    if (isLeft(opened)) throw new Error(`${opened.left.code}: ${opened.left.detail}`);
    reading = opened.right;
    return reading;
  };
  const closeReading = async () => {
    await reading?.close();
    reading = null;
  };

  return {
    ...inner,
    engine,
    exec: statement,
    apply: async (statements) => {
      let open: number | null = null;
      const finish = async (word: string) => {
        if (open !== null) await inner.exec(word);
        open = null;
      };
      try {
        for (const s of statements) {
          if (s.transaction !== open) {
            await finish('COMMIT');
            if (s.transaction !== null) await statement(inner.begin);
            open = s.transaction;
          }
          await statement(s.sql);
        }
        await finish('COMMIT');
      } catch (e) {
        await finish('ROLLBACK').catch(() => undefined);
        throw e;
      }
    },
    database,
    introspect: async () => {
      const read = await (await database()).introspect();
      if (isLeft(read)) throw new Error(`introspection failed: ${read.left.code}: ${read.left.detail}`);
      if (isLeft(read.right)) throw new Error(`introspection refused: ${read.right.left.map(showProblem).join('; ')}`);
      return read.right.right;
    },
    reset: async () => {
      // SQLite's file goes; a server's connection may stay.
      if (engine.id === 'sqlite') await closeReading();
      await inner.reset();
    },
    drop: async () => {
      await closeReading();
      await inner.drop();
    },
  };
};
