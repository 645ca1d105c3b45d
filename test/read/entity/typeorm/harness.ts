/** The same files twice: read by us, and run by TypeORM, which makes a database of them. */
import 'reflect-metadata';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DataSource, type DataSourceOptions, getMetadataArgsStorage } from 'typeorm';
import { plan } from '../../../../src/compile.js';
import { type Desired, whole } from '../../../../src/ir/desired.js';
import type { Plan } from '../../../../src/plan/plan.js';
import { typeorm } from '../../../../src/read/entity/typeorm/index.js';
import { type Scratch, showProblem } from '../../../support/engines.js';
import { loadTypescript, type Sources, sourcesIn } from '../../../support/entity/load-typescript.js';

const folder = fileURLToPath(new URL('./fixtures/', import.meta.url));

export const sources = (...names: ReadonlyArray<string>): Sources => sourcesIn(folder, names);

export const desiredOf = (all: Sources, db: Scratch): Desired => {
  const files = [...all].map(([file, text]) => ({ name: basename(file), text }));
  const read = typeorm.read({ files, only: null, dialect: db.engine.dialect });
  if (read._tag === 'Left')
    throw new Error(read.left.map((p) => `${p.at?.file}:${p.at?.line}: ${showProblem(p)}`).join('\n'));
  return read.right;
};

const optionsFor = (db: Scratch): DataSourceOptions => {
  const { target } = db;
  const { dialect } = db.engine;
  if (dialect === 'sqlite') return { type: 'better-sqlite3', database: target.database };
  return {
    type: dialect,
    host: target.host,
    port: target.port,
    username: target.user,
    password: target.password,
    database: target.database,
  } as DataSourceOptions;
};

const connected = async <A>(all: Sources, db: Scratch, use: (source: DataSource) => Promise<A>): Promise<A> => {
  const storage = getMetadataArgsStorage();
  for (const list of Object.values(storage)) if (Array.isArray(list)) list.length = 0;
  const loaded = new Map<string, Record<string, unknown>>();
  const entities = [...all.keys()].flatMap((file) => Object.values(loadTypescript(file, all, loaded)));
  const source = new DataSource({
    ...optionsFor(db),
    entities: entities.filter((e): e is () => void => typeof e === 'function' || typeof e === 'object'),
  } as DataSourceOptions);
  await source.initialize();
  try {
    return await use(source);
  } finally {
    await source.destroy();
  }
};

/** What TypeORM's own `synchronize` makes of the files. */
export const synchronize = (all: Sources, db: Scratch): Promise<void> =>
  connected(all, db, (source) => source.synchronize());

/**
 * What TypeORM itself would still do: it judges what our plan made. Not foreign keys that it would make again as they are:
 * NO ACTION and RESTRICT are one in InnoDB, and the two servers show other ones of the two. Nor numbers that PostgreSQL
 * shows without quotes: TypeORM compares texts.
 */
export const pending = (all: Sources, db: Scratch): Promise<ReadonlyArray<string>> =>
  connected(all, db, async (source) => {
    const said = (await source.driver.createSchemaBuilder().log()).upQueries.map((q) => q.query);
    const named = (sql: string, words: string): string | undefined =>
      new RegExp(`${words} \`([^\`]+)\``).exec(sql)?.[1];
    const dropped = new Set(said.map((sql) => named(sql, 'DROP FOREIGN KEY')));
    const again = new Set(
      said.map((sql) => (/(?:NO ACTION|RESTRICT)/.test(sql) ? named(sql, 'ADD CONSTRAINT') : undefined)),
    );
    return said.filter((sql) => {
      if (/ALTER COLUMN "\w+" SET DEFAULT '-?\d+(?:\.\d+)?'$/.test(sql)) return false;
      const name = named(sql, 'DROP FOREIGN KEY') ?? named(sql, 'ADD CONSTRAINT');
      return name === undefined || !dropped.has(name) || !again.has(name);
    });
  });

export const planFor = async (all: Sources, db: Scratch): Promise<Plan> => {
  const database = await db.database();
  const made = plan(whole(await db.introspect()), desiredOf(all, db), {
    dialect: db.engine.dialect,
    serverVersion: database.dialect.version,
  });
  if (made._tag === 'Left') throw new Error(made.left.map(showProblem).join('\n'));
  return made.right;
};

/** A text that stands in no file. */
export const fixture = (text: string): Sources => new Map([[`${folder}made-up.ts`, text]]);
