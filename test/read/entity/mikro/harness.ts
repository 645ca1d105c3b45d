/** The same files twice: read by us, and run by MikroORM, which makes a database of them. */
import 'reflect-metadata';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { EntitySchema, MetadataStorage, type MikroORM, ReflectMetadataProvider } from '@mikro-orm/core';
import { plan } from '../../../../src/compile.js';
import { type Desired, whole } from '../../../../src/ir/desired.js';
import type { Plan } from '../../../../src/plan/plan.js';
import { mikro } from '../../../../src/read/entity/mikro/index.js';
import { type Scratch, showProblem } from '../../../support/engines.js';
import { loadTypescript, type Sources, sourcesIn } from '../../../support/entity/load-typescript.js';

const folder = fileURLToPath(new URL('./fixtures/', import.meta.url));

export const sources = (...names: ReadonlyArray<string>): Sources => sourcesIn(folder, names);

export const desiredOf = (all: Sources, db: Scratch): Desired => {
  const files = [...all].map(([file, text]) => ({ name: basename(file), text }));
  const read = mikro.read({ files, only: null, dialect: db.engine.dialect });
  if (read._tag === 'Left')
    throw new Error(read.left.map((p) => `${p.at?.file}:${p.at?.line}: ${showProblem(p)}`).join('\n'));
  return read.right;
};

const drivers = {
  postgres: () => import('@mikro-orm/postgresql'),
  mysql: () => import('@mikro-orm/mysql'),
  mariadb: () => import('@mikro-orm/mariadb'),
};

const isEntity = (x: unknown): boolean =>
  x instanceof EntitySchema || (typeof x === 'function' && MetadataStorage.isKnownEntity(x.name));

const connected = async <A>(all: Sources, db: Scratch, use: (orm: MikroORM) => Promise<A>): Promise<A> => {
  const { dialect } = db.engine;
  if (dialect === 'sqlite') throw new Error('MikroORM is not asked for SQLite');
  MetadataStorage.clear();
  const loaded = new Map<string, Record<string, unknown>>();
  const entities = [...all.keys()].flatMap((file) => Object.values(loadTypescript(file, all, loaded))).filter(isEntity);
  const { MikroORM } = await drivers[dialect]();
  const { target } = db;
  const orm = await MikroORM.init({
    entities: entities as never[],
    dbName: target.database,
    host: target.host,
    port: target.port,
    user: target.user ?? '',
    password: target.password ?? '',
    metadataProvider: ReflectMetadataProvider,
    metadataCache: { enabled: false },
    discovery: { warnWhenNoEntities: false },
  });
  try {
    return await use(orm as MikroORM);
  } finally {
    await orm.close(true);
  }
};

/** What MikroORM's own schema generator makes of the files. */
export const synchronize = (all: Sources, db: Scratch): Promise<void> =>
  connected(all, db, (orm) => orm.getSchemaGenerator().createSchema());

/** What MikroORM itself would still do: it judges what our plan made. */
export const pending = (all: Sources, db: Scratch): Promise<string> =>
  connected(all, db, (orm) => orm.getSchemaGenerator().getUpdateSchemaSQL({ wrap: false }));

export const planFor = async (all: Sources, db: Scratch): Promise<Plan> => {
  const database = await db.database();
  const made = plan(whole(await db.introspect()), desiredOf(all, db), {
    dialect: db.engine.dialect,
    serverVersion: database.dialect.version,
  });
  if (made._tag === 'Left') throw new Error(made.left.map(showProblem).join('\n'));
  return made.right;
};
